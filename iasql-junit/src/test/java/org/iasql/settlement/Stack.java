package org.iasql.settlement;

import java.util.List;

/** The rows of the tutorial's stack, as SQL. */
final class Stack {
  static final String MODULES = "aws_ecs_fargate";

  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

  private Stack() {}

  /** The rows of a stack with other names and ids. */
  static List<String> up(String name, int id) {
    return UP.stream().map(sql -> named(sql, name, id)).toList();
  }

  /** Takes them back. */
  static List<String> down(String name, int id) {
    return DOWN.stream().map(sql -> named(sql, name, id)).toList();
  }

  private static String named(String sql, String name, int id) {
    return sql.replace("'web'", "'" + name + "'").replace("100", String.valueOf(id));
  }

  static final List<String> UP = List.of(
      "INSERT INTO security_group (id, group_name, description) VALUES (100, 'web', 'web')",
      "INSERT INTO security_group_rule (security_group_id, is_egress, ip_protocol, from_port,"
          + " to_port, cidr_ipv4) VALUES (100, false, 'tcp', 80, 80, '0.0.0.0/0'), (100, true,"
          + " '-1', -1, -1, '0.0.0.0/0')",
      "INSERT INTO target_group (id, target_group_name, target_type, protocol, port,"
          + " health_check_path) VALUES (100, 'web', 'ip', 'HTTP', 80, '/health')",
      "INSERT INTO load_balancer (id, load_balancer_name, scheme, load_balancer_type) VALUES (100,"
          + " 'web', 'internet-facing', 'application')",
      "INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id) VALUES"
          + " (100, 100)",
      "INSERT INTO listener (id, load_balancer_id, target_group_id, port, protocol) VALUES (100,"
          + " 100, 100, 80, 'HTTP')",
      "INSERT INTO repository (id, repository_name) VALUES (100, 'web')",
      "INSERT INTO cluster (id, cluster_name) VALUES (100, 'web')",
      "INSERT INTO role (role_name, assume_role_policy_document, attached_policies_arns) VALUES"
          + " ('web', '"
          + POLICY
          + "', ARRAY['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'])",
      "INSERT INTO task_definition (id, family, cpu_memory, task_role_name, execution_role_name)"
          + " VALUES (100, 'web', 'vCPU2-8GB', 'web', 'web')",
      "INSERT INTO container_definition (task_definition_id, name, essential, repository_id, tag,"
          + " memory_reservation, container_port, host_port, protocol) VALUES (100, 'web', true,"
          + " 100, 'latest', 8192, 80, 80, 'tcp')",
      "INSERT INTO service (id, name, desired_count, assign_public_ip, subnets, cluster_id,"
          + " task_definition_id, target_group_id) VALUES (100, 'web', 1, 'ENABLED', (SELECT"
          + " array_agg(subnet_id) FROM subnet), 100, 100, 100)",
      "INSERT INTO service_security_groups (service_id, security_group_id) VALUES (100, 100)");

  static final List<String> DOWN = List.of(
      "DELETE FROM service WHERE id = 100",
      "DELETE FROM listener WHERE id = 100",
      "DELETE FROM load_balancer WHERE id = 100",
      "DELETE FROM target_group WHERE id = 100",
      "DELETE FROM task_definition WHERE id = 100",
      "DELETE FROM repository WHERE id = 100",
      "DELETE FROM cluster WHERE id = 100",
      "DELETE FROM role WHERE role_name = 'web'",
      "DELETE FROM security_group_rule WHERE security_group_id = 100",
      "DELETE FROM security_group WHERE id = 100");
}
