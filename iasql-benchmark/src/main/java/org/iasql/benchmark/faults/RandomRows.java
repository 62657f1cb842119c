package org.iasql.benchmark.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Random changes of rows of every module, each of which keeps the rows valid whatever was there. */
final class RandomRows {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final String TRUST =
      "'{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}'";

  private final RandomGenerator random;

  RandomRows(Random random) {
    this.random = random;
  }

  /** Some statements for one transaction. */
  List<String> change() {
    List<String> statements = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      statements.addAll(one(NAMES.get(random.nextInt(NAMES.size())), 1 + random.nextInt(9)));
    }
    return statements;
  }

  private List<String> one(String name, int number) {
    return switch (random.nextInt(20)) {
      case 0 -> insert("log_group (log_group_name)", "'%s'", "log_group_name = '%s'", name);
      case 1 ->
        List.of(
            "DELETE FROM log_group WHERE log_group_name = '%s' AND NOT EXISTS (SELECT FROM container_definition WHERE log_group_id = log_group.id)"
                .formatted(name));
      case 2 -> insert("repository (repository_name)", "'%s'", "repository_name = '%s'", name);
      case 3 ->
        List.of("UPDATE repository SET scan_on_push = NOT scan_on_push WHERE repository_name = '%s'"
            .formatted(name));
      case 4 ->
        List.of(
            "DELETE FROM repository WHERE repository_name = '%s' AND NOT EXISTS (SELECT FROM container_definition WHERE repository_id = repository.id)"
                .formatted(name));
      case 5 ->
        insert(
            "security_group (group_name, description)",
            "'%s', 'random'",
            "group_name = '%s'",
            name);
      case 6 ->
        List.of(
            "INSERT INTO security_group_rule (security_group_id, is_egress, ip_protocol, from_port, to_port, cidr_ipv4) SELECT id, false, 'tcp', %1$d, %1$d, '10.0.0.0/8' FROM security_group g WHERE group_name = '%2$s' AND NOT EXISTS (SELECT FROM security_group_rule r WHERE r.security_group_id = g.id AND from_port = %1$d)"
                .formatted(number, name));
      case 7 ->
        List.of(
            "UPDATE security_group_rule r SET description = 'rule %1$d' FROM security_group g WHERE g.id = r.security_group_id AND g.group_name = '%2$s' AND NOT r.is_egress"
                .formatted(number, name));
      case 8 ->
        List.of(
            "DELETE FROM security_group_rule r USING security_group g WHERE g.id = r.security_group_id AND g.group_name = '%s'"
                .formatted(name));
      case 9 ->
        List.of(
            "DELETE FROM security_group_rule r USING security_group g WHERE g.id = r.security_group_id AND g.group_name = '%1$s' AND NOT EXISTS (SELECT FROM load_balancer_security_groups l WHERE l.security_group_id = g.id)"
                .formatted(name),
            "DELETE FROM security_group g WHERE g.group_name = '%1$s' AND NOT EXISTS (SELECT FROM load_balancer_security_groups l WHERE l.security_group_id = g.id) AND NOT EXISTS (SELECT FROM security_group_rule r WHERE r.security_group_id = g.id)"
                .formatted(name));
      case 10 -> insert("cluster (cluster_name)", "'%s'", "cluster_name = '%s'", name);
      case 11 -> List.of("DELETE FROM cluster WHERE cluster_name = '%s'".formatted(name));
      case 12 ->
        insert(
            "role (role_name, assume_role_policy_document)",
            "'%s', " + TRUST,
            "role_name = '%s'",
            name);
      case 13 ->
        List.of(
            "UPDATE role SET attached_policies_arns = ARRAY['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'] WHERE role_name = '%s'"
                .formatted(name));
      case 14 ->
        List.of(
            "DELETE FROM role r WHERE role_name = '%s' AND NOT EXISTS (SELECT FROM task_definition t WHERE r.role_name IN (t.task_role_name, t.execution_role_name))"
                .formatted(name));
      case 15 ->
        insert(
            "target_group (target_group_name, target_type, protocol, port)",
            "'%s', 'ip', 'HTTP', 80",
            "target_group_name = '%s'",
            name);
      case 16 ->
        List.of("UPDATE target_group SET health_check_path = '/%d' WHERE target_group_name = '%s'"
            .formatted(number, name));
      case 17 ->
        List.of(
            "DELETE FROM target_group WHERE target_group_name = '%s' AND NOT EXISTS (SELECT FROM listener WHERE target_group_id = target_group.id)"
                .formatted(name));
      case 18 -> balancer(name, number);
      default ->
        List.of(
            "DELETE FROM listener l USING load_balancer b WHERE b.id = l.load_balancer_id AND b.load_balancer_name = '%s'"
                .formatted(name),
            "DELETE FROM load_balancer_security_groups s USING load_balancer b WHERE b.id = s.load_balancer_id AND b.load_balancer_name = '%s'"
                .formatted(name),
            "DELETE FROM load_balancer WHERE load_balancer_name = '%s'".formatted(name));
    };
  }

  private static List<String> insert(String into, String values, String known, String name) {
    String table = into.substring(0, into.indexOf(' '));
    return List.of("INSERT INTO %s SELECT %s WHERE NOT EXISTS (SELECT FROM %s WHERE %s)"
        .formatted(into, values.formatted(name), table, known.formatted(name)));
  }

  /** A load balancer with the default group, and a listener if there is a target group of its name. */
  private static List<String> balancer(String name, int port) {
    return List.of(
        "INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type) SELECT '%1$s', 'internet-facing', 'application' WHERE NOT EXISTS (SELECT FROM load_balancer WHERE load_balancer_name = '%1$s')"
            .formatted(name),
        "INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id) SELECT b.id, g.id FROM load_balancer b, security_group g JOIN vpc v ON v.id = g.vpc_id WHERE b.load_balancer_name = '%1$s' AND g.group_name = 'default' AND v.is_default ON CONFLICT DO NOTHING"
            .formatted(name),
        "INSERT INTO listener (load_balancer_id, target_group_id, port, protocol) SELECT b.id, t.id, %2$d, 'HTTP' FROM load_balancer b, target_group t WHERE b.load_balancer_name = '%1$s' AND t.target_group_name = '%1$s' AND NOT EXISTS (SELECT FROM listener l WHERE l.target_group_id = t.id)"
            .formatted(name, port));
  }
}
