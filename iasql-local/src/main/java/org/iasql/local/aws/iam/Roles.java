package org.iasql.local.aws.iam;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.iasql.local.aws.Account;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

/** Roles by name, whatever its case, and in its order. */
final class Roles {
  private static final int QUOTA = 1000;
  private static final int TRUST_SIZE = 2048;
  private static final Map<String, String> LINKED = Map.of(
      "ecs.amazonaws.com", "AWSServiceRoleForECS",
      "elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing",
      "rds.amazonaws.com", "AWSServiceRoleForRDS");
  private final Account account;
  private final Map<String, StoredRole> roles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Roles(Account account) {
    this.account = account;
  }

  Role create(CreateRoleRequest request) {
    Names.check("roleName", request.roleName(), 64);
    Names.checkDescription(request.description());
    Names.checkSession(request.maxSessionDuration());
    String path = Optional.ofNullable(request.path()).orElse("/");
    if (!path.matches("/|/[!-~]+/") || path.startsWith("/aws-service-role/")) {
      throw IamError.validation("The specified value for path is invalid: '" + path + "'");
    }
    String trust = PolicyDocument.trust(request.assumeRolePolicyDocument(), TRUST_SIZE);
    if (roles.containsKey(request.roleName())) {
      throw IamError.raise(
          EntityAlreadyExistsException.builder(),
          "Role with name " + request.roleName() + " already exists.");
    }
    if (roles.size() >= QUOTA) {
      throw IamError.raise(
          LimitExceededException.builder(), "Cannot exceed quota for RolesPerAccount: " + QUOTA);
    }
    Role role = role(path, request.roleName(), request.description(), trust);
    if (request.maxSessionDuration() != null) {
      role = role.toBuilder().maxSessionDuration(request.maxSessionDuration()).build();
    }
    if (request.permissionsBoundary() != null) {
      AttachedPermissionsBoundary boundary = AttachedPermissionsBoundary.builder()
          .permissionsBoundaryType("Policy")
          .permissionsBoundaryArn(request.permissionsBoundary())
          .build();
      role = role.toBuilder().permissionsBoundary(boundary).build();
    }
    StoredRole stored = new StoredRole(role);
    stored.tag(request.tags());
    roles.put(role.roleName(), stored);
    return stored.full();
  }

  Role createServiceLinked(CreateServiceLinkedRoleRequest request) {
    String service = request.awsServiceName();
    if (service == null || !LINKED.containsKey(service)) {
      throw IamError.raise(
          InvalidInputException.builder(), "Service role prefix is invalid: '" + service + "'");
    }
    String name = LINKED.get(service)
        + Optional.ofNullable(request.customSuffix())
            .map(suffix -> "_" + suffix)
            .orElse("");
    if (roles.containsKey(name)) {
      throw IamError.raise(
          InvalidInputException.builder(),
          "Service role name "
              + name
              + " has been taken in this account, please try a different suffix.");
    }
    String trust = PolicyDocument.trust(
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\""
            + service
            + "\"},\"Action\":\"sts:AssumeRole\"}]}",
        TRUST_SIZE);
    Role role = role("/aws-service-role/" + service + "/", name, request.description(), trust);
    StoredRole stored = new StoredRole(role);
    stored.attached.add(
        "arn:aws:iam::aws:policy/aws-service-role/" + LINKED.get(service) + "Policy");
    roles.put(name, stored);
    return stored.full();
  }

  void update(UpdateRoleRequest request) {
    StoredRole stored = modifiable(request.roleName());
    Names.checkDescription(request.description());
    Names.checkSession(request.maxSessionDuration());
    Role.Builder changed = stored.role.toBuilder();
    Optional.ofNullable(request.description()).ifPresent(changed::description);
    Optional.ofNullable(request.maxSessionDuration()).ifPresent(changed::maxSessionDuration);
    stored.role = changed.build();
  }

  Role updateDescription(String name, String description) {
    StoredRole stored = modifiable(name);
    Names.checkDescription(description);
    stored.role = stored.role.toBuilder().description(description).build();
    return stored.role;
  }

  void updateTrust(String name, String document) {
    StoredRole stored = modifiable(name);
    String trust = PolicyDocument.trust(document, TRUST_SIZE);
    stored.role = stored.role.toBuilder().assumeRolePolicyDocument(trust).build();
  }

  void delete(String name) {
    roles.remove(name);
  }

  List<Role> list(@Nullable String pathPrefix) {
    return roles.values().stream()
        .filter(stored -> pathPrefix == null || stored.role.path().startsWith(pathPrefix))
        .map(StoredRole::brief)
        .toList();
  }

  StoredRole find(@Nullable String name) {
    Names.check("roleName", name, 64);
    return Optional.ofNullable(roles.get(name))
        .orElseThrow(() -> IamError.notFound("The role with name " + name + " cannot be found."));
  }

  /** Finds a role that is not AWS's own. */
  StoredRole modifiable(@Nullable String name) {
    StoredRole stored = find(name);
    if (stored.isServiceLinked()) {
      throw IamError.raise(
          UnmodifiableEntityException.builder(),
          "Cannot perform the operation on the protected role '"
              + name
              + "' - this role is only modifiable by AWS");
    }
    return stored;
  }

  private Role role(String path, String name, @Nullable String description, String trust) {
    return Role.builder()
        .path(path)
        .roleName(name)
        .roleId("AROA" + account.letters(17, Names.ID))
        .arn(account.arn("iam", Account.GLOBAL, "role" + path + name))
        .createDate(account.now().truncatedTo(ChronoUnit.SECONDS))
        .assumeRolePolicyDocument(trust)
        .description(description)
        .maxSessionDuration(3600)
        .build();
  }
}
