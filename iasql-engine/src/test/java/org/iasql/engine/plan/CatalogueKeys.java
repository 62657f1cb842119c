package org.iasql.engine.plan;

import java.util.List;
import java.util.stream.Stream;
import org.iasql.engine.plan.ForeignKeys.ForeignKey;

/**
 * The foreign keys of every module's tables, without those to {@code aws_regions}. Tests that have no
 * database plan with these.
 */
public final class CatalogueKeys {
  private static final String KEYS = """
      repository_policy.repository_id repository
      subnet.vpc_id vpc
      security_group.vpc_id vpc
      security_group_rule.security_group_id security_group
      security_group_rule.source_security_group_id security_group
      load_balancer.vpc_id vpc
      load_balancer_security_groups.load_balancer_id load_balancer
      load_balancer_security_groups.security_group_id security_group
      target_group.vpc_id vpc
      listener.load_balancer_id load_balancer
      listener.target_group_id target_group
      listener.certificate_id certificate
      task_definition.task_role_name role
      task_definition.execution_role_name role
      container_definition.task_definition_id task_definition
      container_definition.repository_id repository
      container_definition.public_repository_id public_repository
      container_definition.log_group_id log_group
      service.cluster_id cluster
      service.task_definition_id task_definition
      service.target_group_id target_group
      service_security_groups.service_id service
      service_security_groups.security_group_id security_group
      rds.parameter_group_name parameter_group
      rds_security_groups.rds_id rds
      rds_security_groups.security_group_id security_group
      """;

  private CatalogueKeys() {}

  /** One for each column that refers to another table. */
  public static List<ForeignKey> all() {
    return KEYS.lines()
        .map(line -> line.split("[. ]"))
        .map(parts -> new ForeignKey(parts[0], parts[1], parts[2]))
        .toList();
  }

  /** The same, with one more for each regional table, as the catalogue has them. */
  static ForeignKeys withRegions(List<String> tables) {
    return ForeignKeys.of(Stream.concat(
            all().stream(),
            tables.stream().map(table -> new ForeignKey(table, "region", "aws_regions")))
        .toList());
  }
}
