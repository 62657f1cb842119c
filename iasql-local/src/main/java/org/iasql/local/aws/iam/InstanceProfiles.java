package org.iasql.local.aws.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.Role;

/** Instance profiles: here because they keep a role from being deleted. */
final class InstanceProfiles {
  private final Account account;
  private final Map<String, InstanceProfile> profiles =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  InstanceProfiles(Account account) {
    this.account = account;
  }

  InstanceProfile create(String name) {
    Names.check("instanceProfileName", name, 128);
    if (profiles.containsKey(name)) {
      throw IamError.raise(
          EntityAlreadyExistsException.builder(), "Instance Profile " + name + " already exists.");
    }
    InstanceProfile profile = InstanceProfile.builder()
        .instanceProfileName(name)
        .instanceProfileId("AIPA" + account.letters(17, Names.ID))
        .arn(account.arn("iam", Account.GLOBAL, "instance-profile/" + name))
        .path("/")
        .createDate(account.now())
        .build();
    profiles.put(name, profile);
    return profile;
  }

  void add(String name, Role role) {
    InstanceProfile profile = find(name);
    if (!profile.roles().isEmpty()) {
      throw IamError.raise(
          LimitExceededException.builder(),
          "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
    }
    profiles.put(name, profile.toBuilder().roles(role).build());
  }

  void remove(String name, Role role) {
    InstanceProfile profile = find(name);
    if (!holds(profile, role)) {
      throw IamError.notFound(
          "Instance profile " + name + " does not have the role " + role.roleName() + ".");
    }
    profiles.put(name, profile.toBuilder().roles(List.of()).build());
  }

  List<InstanceProfile> of(Role role) {
    return profiles.values().stream().filter(profile -> holds(profile, role)).toList();
  }

  private InstanceProfile find(String name) {
    return Optional.ofNullable(profiles.get(name))
        .orElseThrow(() -> IamError.notFound("Instance Profile " + name + " cannot be found."));
  }

  private static boolean holds(InstanceProfile profile, Role role) {
    return profile.roles().stream().anyMatch(each -> each.roleId().equals(role.roleId()));
  }
}
