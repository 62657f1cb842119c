package org.iasql.engine.aws.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.aws.iam.Role;
import org.iasql.core.resource.JsonDocument;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import org.iasql.engine.aws.Tags;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * Maps {@code role} to IAM, with the managed policies that are attached to it. Inline policies and
 * instance profiles have no table: they are left alone, and stand in the way of a delete.
 */
final class RoleMapper implements ResourceMapper<Role> {
  /** The path of the roles that AWS's services make for themselves. */
  private static final String SERVICE_LINKED = "/aws-service-role/";

  @Override
  public ResourceType<Role> type() {
    return ResourceType.of(Role.class);
  }

  @Override
  public List<Observed<Role>> list(Observation aws) {
    List<software.amazon.awssdk.services.iam.model.Role> roles =
        aws.iam().listRolesPaginator(r -> r.maxItems(1000)).roles().stream().toList();
    // A list lags: a role that it still has may be gone.
    return aws
        .parallel(
            roles, role -> aws.unlessMissing(() -> observed(role, attachedPolicies(role, aws))))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public Observed<Role> create(Role desired, Step aws) {
    List<Tag> tags = aws.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
    var created = aws.iam()
        .createRole(r -> r.roleName(desired.roleName())
            .path("/")
            .assumeRolePolicyDocument(desired.assumeRolePolicyDocument().toString())
            .description(desired.description().orElse(null))
            .tags(tags))
        .role();
    desired.attachedPoliciesArns().forEach(policy -> attach(desired.roleName(), policy, aws));
    return observed(created, desired.attachedPoliciesArns());
  }

  @Override
  public Observed<Role> update(Observed<Role> actual, Role desired, Step aws) {
    Role there = actual.value();
    String name = there.roleName();
    if (!there.assumeRolePolicyDocument().equals(desired.assumeRolePolicyDocument())) {
      String policy = desired.assumeRolePolicyDocument().toString();
      aws.iam().updateAssumeRolePolicy(r -> r.roleName(name).policyDocument(policy));
    }
    if (!there.description().equals(desired.description())) {
      // UpdateRole would set the session duration, which has no column, back to one hour.
      String text = desired.description().orElse("");
      aws.iam().updateRoleDescription(r -> r.roleName(name).description(text));
    }
    without(desired.attachedPoliciesArns(), there.attachedPoliciesArns())
        .forEach(policy -> attach(name, policy, aws));
    without(there.attachedPoliciesArns(), desired.attachedPoliciesArns())
        .forEach(policy -> detach(name, policy, aws));
    Role value = there
        .withAssumeRolePolicyDocument(desired.assumeRolePolicyDocument())
        .withDescription(desired.description())
        .withAttachedPoliciesArns(desired.attachedPoliciesArns());
    return Observed.of(actual.identity(), actual.incarnation(), value);
  }

  @Override
  public void delete(Observed<Role> actual, Step aws) {
    String name = actual.value().roleName();
    actual.value().attachedPoliciesArns().forEach(policy -> detach(name, policy, aws));
    aws.iam().deleteRole(r -> r.roleName(name));
  }

  @Override
  public Optional<Observed<Role>> read(Observed<Role> known, Aws aws) {
    return named(known.value().roleName(), aws)
        .flatMap(role -> withPolicies(role, aws))
        .filter(known::isSameAs);
  }

  @Override
  public Optional<Observed<Role>> made(Role wish, Map<String, String> tags, Aws aws) {
    return named(wish.roleName(), aws)
        .filter(role -> Tags.carried(tags, role.tags(), Tag::key, Tag::value))
        .flatMap(role -> withPolicies(role, aws));
  }

  private static Optional<software.amazon.awssdk.services.iam.model.Role> named(
      String name, Aws aws) {
    return aws.unlessMissing(() -> aws.iam().getRole(r -> r.roleName(name)).role());
  }

  private static Optional<Observed<Role>> withPolicies(
      software.amazon.awssdk.services.iam.model.Role role, Aws aws) {
    return aws.unlessMissing(() -> observed(role, attachedPolicies(role, aws)));
  }

  @Override
  public Optional<String> obstacleToDelete(Observed<Role> actual, Observation aws) {
    String name = actual.value().roleName();
    List<String> obstacles = new ArrayList<>();
    aws.iam().listRolePoliciesPaginator(r -> r.roleName(name).maxItems(1000)).policyNames().stream()
        .map("inline policy '%s'"::formatted)
        .forEach(obstacles::add);
    aws
        .iam()
        .listInstanceProfilesForRolePaginator(r -> r.roleName(name).maxItems(1000))
        .instanceProfiles()
        .stream()
        .map(InstanceProfile::instanceProfileName)
        .map("instance profile '%s'"::formatted)
        .forEach(obstacles::add);
    return Optional.of(obstacles)
        .filter(found -> !found.isEmpty())
        .map(found ->
            ("Role '%s' cannot be deleted: it still has %s, for which there is no table. Delete"
                    + " that in IAM first, or keep the row.")
                .formatted(name, String.join(", ", found)));
  }

  @Override
  public Optional<String> objection(Role desired, Observation aws) {
    return desired
        .arn()
        .filter(arn -> arn.contains(":role" + SERVICE_LINKED))
        .map(
            arn -> ("Role '%s' belongs to an AWS service, and only that service can change it. Take"
                    + " its state back into the row with iasql_sync().")
                .formatted(desired.roleName()));
  }

  private static Set<String> attachedPolicies(
      software.amazon.awssdk.services.iam.model.Role role, Aws aws) {
    if (role.path().startsWith(SERVICE_LINKED)) {
      return Set.of();
    }
    return aws
        .iam()
        .listAttachedRolePoliciesPaginator(r -> r.roleName(role.roleName()).maxItems(1000))
        .attachedPolicies()
        .stream()
        .map(AttachedPolicy::policyArn)
        .collect(Collectors.toSet());
  }

  private static void attach(String role, String policy, Aws aws) {
    aws.iam().attachRolePolicy(r -> r.roleName(role).policyArn(policy));
  }

  private static void detach(String role, String policy, Aws aws) {
    aws.iam().detachRolePolicy(r -> r.roleName(role).policyArn(policy));
  }

  private static List<String> without(Set<String> policies, Set<String> others) {
    return policies.stream().filter(policy -> !others.contains(policy)).sorted().toList();
  }

  private static Observed<Role> observed(
      software.amazon.awssdk.services.iam.model.Role role, Set<String> policies) {
    String policy = URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8);
    Role value = Role.builder()
        .roleName(role.roleName())
        .arn(role.arn())
        .assumeRolePolicyDocument(JsonDocument.parse(policy))
        .description(Optional.ofNullable(role.description()))
        .attachedPoliciesArns(policies)
        .build();
    return Observed.of(role.arn(), role.roleId(), value)
        .madeByAws(role.path().startsWith(SERVICE_LINKED));
  }
}
