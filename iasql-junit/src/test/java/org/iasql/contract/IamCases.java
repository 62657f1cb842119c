package org.iasql.contract;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.iasql.aws.iam.PolicyDocument;
import org.iasql.aws.iam.Role;
import org.iasql.aws.iam.RoleDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.JsonDocument;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** IAM. */
final class IamCases {
  private IamCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(new RoleCase());
  }

  private static final class RoleCase implements ResourceCase<Role> {
    private static final String NAME = "contractRole";
    private static final JsonDocument TASKS = PolicyDocument.trusting("ecs-tasks.amazonaws.com");
    private static final String PULL =
        "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    private static final String READ = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    @Override
    public ResourceType<Role> type() {
      return ResourceType.of(Role.class);
    }

    @Override
    public Class<? extends ResourceDao<Role>> dao() {
      return RoleDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_iam");
    }

    @Override
    public Role value(IasqlTransaction tx) {
      return Role.builder()
          .roleName(NAME)
          .assumeRolePolicyDocument(TASKS)
          .description("for the contract")
          .addAttachedPoliciesArns(PULL)
          .build();
    }

    @Override
    public String make(SimulatedAws aws) {
      String arn = aws.iam()
          .createRole(request -> request
              .roleName(NAME)
              .description("for the contract")
              .assumeRolePolicyDocument(TASKS.toString()))
          .role()
          .arn();
      aws.iam().attachRolePolicy(request -> request.roleName(NAME).policyArn(PULL));
      return arn;
    }

    @Override
    public void vanish(SimulatedAws aws, Role row) {
      String name = row.roleName();
      row.attachedPoliciesArns()
          .forEach(policy ->
              aws.iam().detachRolePolicy(request -> request.roleName(name).policyArn(policy)));
      aws.iam().deleteRole(request -> request.roleName(name));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, Role row) {
      try {
        var role =
            aws.iam().getRole(request -> request.roleName(row.roleName())).role();
        JsonDocument policy = PolicyDocument.canonical(JsonDocument.parse(
            URLDecoder.decode(role.assumeRolePolicyDocument(), StandardCharsets.UTF_8)));
        boolean same = policy.equals(row.assumeRolePolicyDocument());
        return Optional.of(CloudColumns.empty()
            .with("role_name", role.roleName())
            .with("arn", role.arn())
            .with("description", role.description())
            .with("assume_role_policy_document", same ? row.assumeRolePolicyDocument() : policy)
            .with("attached_policies_arns", attached(aws, row.roleName())));
      } catch (NoSuchEntityException e) {
        return Optional.empty();
      }
    }

    private static List<String> attached(SimulatedAws aws, String role) {
      return aws
          .iam()
          .listAttachedRolePolicies(request -> request.roleName(role))
          .attachedPolicies()
          .stream()
          .map(AttachedPolicy::policyArn)
          .toList();
    }

    @Override
    public List<ColumnChange<Role>> changes() {
      JsonDocument lambda = PolicyDocument.trusting("lambda.amazonaws.com");
      return List.of(
          ColumnChange.updates("description", (row, tx) -> row.withDescription("another")),
          ColumnChange.updates("description", (row, tx) -> row.withDescription(Optional.empty())),
          ColumnChange.updates(
              "attached_policies_arns", (row, tx) -> row.withAttachedPoliciesArns(READ)),
          ColumnChange.updates(
              "attached_policies_arns", (row, tx) -> row.withAttachedPoliciesArns()),
          ColumnChange.updates(
              "assume_role_policy_document", (row, tx) -> row.withAssumeRolePolicyDocument(lambda)),
          ColumnChange.replaces("role_name", (row, tx) -> renamed(row, "otherRole", tx)));
    }

    /** The name is the primary key, by which a DAO finds the row. */
    private static Role renamed(Role row, String name, IasqlTransaction tx) {
      tx.handle()
          .execute("UPDATE role SET role_name = ? WHERE role_name = ?", name, row.roleName());
      return row.withRoleName(name);
    }
  }
}
