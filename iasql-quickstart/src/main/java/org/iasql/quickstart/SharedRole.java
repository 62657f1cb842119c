package org.iasql.quickstart;

import java.util.Optional;
import org.iasql.aws.iam.Role;
import org.iasql.aws.iam.RoleDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;

/**
 * The role with which ECS pulls images and writes logs, one for all stacks of a region. Its
 * description says whether a stack made it: AWS keeps that, so it outlives a sync, an uninstall and
 * the database.
 */
final class SharedRole {
  /** The description of a role that a stack made. */
  static final String MARK = "Created by IaSQL QuickstartStack";

  private static final String POLICY =
      "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

  private final RoleDao roles;
  private final IasqlTransaction tx;
  private final String name;

  SharedRole(IasqlTransaction tx) {
    this.tx = tx;
    this.roles = tx.dao(RoleDao.class);
    this.name = "ecsTaskExecRole-"
        + tx.handle()
            .createQuery("SELECT public.default_aws_region()")
            .mapTo(String.class)
            .one();
  }

  Ref<Role> use() {
    return roles
        .findByName(name)
        .orElseGet(() -> roles.insert(Role.builder()
            .roleName(name)
            .description(MARK)
            .trustedService("ecs-tasks.amazonaws.com")
            .addAttachedPoliciesArns(POLICY)
            .build()))
        .ref();
  }

  /** Deletes the role if a stack made it and nobody refers to it any more. */
  void deleteIfUnused() {
    roles
        .findByName(name)
        .filter(role -> role.description().equals(Optional.of(MARK)))
        .filter(role -> !isUsed(role))
        .ifPresent(roles::delete);
  }

  private boolean isUsed(Role role) {
    return tx.handle()
        .createQuery(
            "SELECT EXISTS (SELECT FROM public.task_definition WHERE :role IN (task_role_name, execution_role_name))")
        .bind("role", role.roleName())
        .mapTo(Boolean.class)
        .one();
  }
}
