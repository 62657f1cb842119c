package org.iasql.benchmark.faults;

import java.util.List;

/**
 * A change of rows that is applied under faults, and the one that takes it back.
 *
 * @param name as it is printed
 * @param needsStack whether the stack is up at first
 * @param change the statements
 * @param back the statements that take it back
 * @param isDone a query that says whether the rows are changed
 * @param deletes whether something goes that cannot come back by itself, so that another apply may
 *     have to make it
 */
record Scenario(
    String name,
    boolean needsStack,
    List<String> change,
    List<String> back,
    String isDone,
    boolean deletes) {
  private static final String TRUST = """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

  static final List<String> UP = List.of(
      "INSERT INTO security_group (id, group_name, description) VALUES (100, 'web', 'web')",
      "INSERT INTO security_group_rule (security_group_id, is_egress, ip_protocol, from_port, to_port, cidr_ipv4) VALUES (100, false, 'tcp', 80, 80, '0.0.0.0/0'), (100, true, '-1', -1, -1, '0.0.0.0/0')",
      "INSERT INTO target_group (id, target_group_name, target_type, protocol, port, health_check_path) VALUES (100, 'web', 'ip', 'HTTP', 80, '/health')",
      "INSERT INTO load_balancer (id, load_balancer_name, scheme, load_balancer_type) VALUES (100, 'web', 'internet-facing', 'application')",
      "INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id) VALUES (100, 100)",
      "INSERT INTO listener (id, load_balancer_id, target_group_id, port, protocol) VALUES (100, 100, 100, 80, 'HTTP')",
      "INSERT INTO repository (id, repository_name) VALUES (100, 'web')",
      "INSERT INTO cluster (id, cluster_name) VALUES (100, 'web')",
      "INSERT INTO role (role_name, assume_role_policy_document, attached_policies_arns) VALUES ('web', '"
          + TRUST
          + "', ARRAY['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'])",
      "INSERT INTO task_definition (id, family, cpu_memory, task_role_name, execution_role_name) VALUES (100, 'web', 'vCPU2-8GB', 'web', 'web')",
      "INSERT INTO container_definition (task_definition_id, name, essential, repository_id, tag, memory_reservation, container_port, host_port, protocol) VALUES (100, 'web', true, 100, 'latest', 8192, 80, 80, 'tcp')",
      "INSERT INTO service (id, name, desired_count, assign_public_ip, subnets, cluster_id, task_definition_id, target_group_id) VALUES (100, 'web', 1, 'ENABLED', (SELECT array_agg(subnet_id) FROM subnet), 100, 100, 100)",
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

  static final List<Scenario> ALL = List.of(
      new Scenario(
          "up", false, UP, DOWN, "SELECT EXISTS (SELECT FROM service WHERE id = 100)", false),
      new Scenario(
          "change",
          true,
          List.of(
              "UPDATE service SET desired_count = 2 WHERE id = 100",
              "UPDATE target_group SET health_check_path = '/ready' WHERE id = 100",
              "UPDATE container_definition SET tag = 'next' WHERE task_definition_id = 100",
              "INSERT INTO log_group (id, log_group_name) VALUES (100, 'web')"),
          List.of(
              "UPDATE service SET desired_count = 1 WHERE id = 100",
              "UPDATE target_group SET health_check_path = '/health' WHERE id = 100",
              "UPDATE container_definition SET tag = 'latest' WHERE task_definition_id = 100",
              "DELETE FROM log_group WHERE id = 100"),
          "SELECT desired_count = 2 FROM service WHERE id = 100",
          false),
      new Scenario(
          "replace",
          true,
          List.of(
              "UPDATE security_group SET group_name = 'web2' WHERE id = 100",
              "UPDATE load_balancer SET scheme = 'internal' WHERE id = 100"),
          List.of(
              "UPDATE security_group SET group_name = 'web' WHERE id = 100",
              "UPDATE load_balancer SET scheme = 'internet-facing' WHERE id = 100"),
          "SELECT group_name = 'web2' FROM security_group WHERE id = 100",
          true),
      new Scenario(
          "replace_in_place",
          true,
          List.of("UPDATE target_group SET port = 81 WHERE id = 100"),
          List.of("UPDATE target_group SET port = 80 WHERE id = 100"),
          "SELECT port = 81 FROM target_group WHERE id = 100",
          true),
      new Scenario(
          "down", true, DOWN, UP, "SELECT NOT EXISTS (SELECT FROM service WHERE id = 100)", true));

  static Scenario named(String name) {
    return ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }
}
