package org.iasql.local.wire;

import java.util.List;
import java.util.stream.Stream;

/** Every resource type that the emulator has, in SQL. */
final class Lifecycles {
  private static final String TRUST =
      "'{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
          + " \"Principal\": {\"Service\": \"ecs-tasks.amazonaws.com\"},"
          + " \"Action\": \"sts:AssumeRole\"}]}'";
  private static final String ROLE =
      "INSERT INTO role (role_name, assume_role_policy_document) VALUES ('app', " + TRUST + ")";
  private static final String POLICY =
      "'{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\","
          + " \"Action\": \"ecr:%s\"}]}'";
  private static final String GROUP = "INSERT INTO security_group (group_name) VALUES ('app')";
  private static final String TARGET =
      "INSERT INTO target_group (target_group_name, target_type, protocol, port, vpc)"
          + " VALUES ('app', 'ip', 'HTTP', 8080, 'default')";
  private static final String BALANCER =
      "INSERT INTO load_balancer (load_balancer_name, scheme, vpc, load_balancer_type,"
          + " ip_address_type) VALUES ('app', 'internet-facing', 'default', 'application', 'ipv4')";
  private static final String BALANCER_GROUP =
      "INSERT INTO load_balancer_security_groups SELECT l.id, s.id FROM load_balancer l,"
          + " security_group s JOIN vpc ON vpc.id = s.vpc_id WHERE is_default AND group_name = ";
  private static final String LISTENER =
      "INSERT INTO listener (load_balancer_id, port, protocol, target_group_id)"
          + " SELECT l.id, 8080, 'HTTP', t.id FROM load_balancer l, target_group t";
  private static final String TASK =
      "INSERT INTO task_definition (family, cpu_memory, execution_role_name)"
          + " VALUES ('app', 'vCPU0.25-0.5GB', 'app')";
  private static final String CONTAINER =
      "INSERT INTO container_definition (name, essential, image, tag, memory_reservation,"
          + " host_port, container_port, protocol, task_definition_id, env_variables)"
          + " SELECT 'app', true, 'nginx', '1.27', 256, 8080, 8080, 'tcp', id, '{\"A\": \"1\"}'"
          + " FROM task_definition";

  private Lifecycles() {}

  static Stream<Lifecycle> all() {
    return Stream.of(
            Stream.of(logGroup()),
            registries(),
            Stream.of(role()),
            networks(),
            groups(),
            balancing(),
            containers(),
            databases())
        .flatMap(each -> each);
  }

  private static Lifecycle logGroup() {
    return new Lifecycle(
        "log_group",
        "aws_cloudwatch",
        "log_group_name = 'app'",
        List.of("INSERT INTO log_group (log_group_name) VALUES ('app')"),
        List.of(),
        List.of("DELETE FROM log_group"));
  }

  private static Stream<Lifecycle> registries() {
    String repository = "INSERT INTO repository (repository_name) VALUES ('app')";
    return Stream.of(
        new Lifecycle(
            "repository",
            "aws_ecr",
            "repository_name = 'app'",
            List.of(repository),
            List.of(
                "UPDATE repository SET scan_on_push = true",
                "UPDATE repository SET image_tag_mutability = 'IMMUTABLE'"),
            List.of("DELETE FROM repository")),
        new Lifecycle(
            "repository_policy",
            "aws_ecr",
            "registry_id IS NOT NULL",
            List.of(
                repository,
                "INSERT INTO repository_policy (repository_id, policy_text) SELECT id, "
                    + POLICY.formatted("BatchGetImage") + " FROM repository"),
            List.of("UPDATE repository_policy SET policy_text = "
                + POLICY.formatted("GetDownloadUrlForLayer")),
            List.of("DELETE FROM repository_policy", "DELETE FROM repository")));
  }

  private static Lifecycle role() {
    return new Lifecycle(
        "role",
        "aws_iam",
        "role_name = 'app'",
        List.of(ROLE),
        List.of(
            "UPDATE role SET description = 'it''s \"mine\"; ü' WHERE role_name = 'app'",
            "UPDATE role SET attached_policies_arns ="
                + " ARRAY['arn:aws:iam::aws:policy/ReadOnlyAccess'] WHERE role_name = 'app'",
            "UPDATE role SET attached_policies_arns = NULL, assume_role_policy_document ="
                + TRUST.replace("ecs-tasks", "ec2") + " WHERE role_name = 'app'"),
        List.of("DELETE FROM role WHERE role_name = 'app'"));
  }

  private static Stream<Lifecycle> networks() {
    String vpc = "INSERT INTO vpc (cidr_block) VALUES ('10.7.0.0/16')";
    String vpcEnd = "DELETE FROM vpc WHERE cidr_block = '10.7.0.0/16'";
    return Stream.of(
        new Lifecycle(
            "vpc",
            "aws_vpc",
            "cidr_block = '10.7.0.0/16' AND state = 'available'",
            List.of(vpc),
            List.of(),
            List.of(vpcEnd)),
        new Lifecycle(
            "subnet",
            "aws_vpc",
            "cidr_block = '10.7.1.0/24' AND subnet_id IS NOT NULL",
            List.of(
                vpc,
                "INSERT INTO subnet (vpc_id, availability_zone, cidr_block)"
                    + " SELECT id, 'us-east-2a', '10.7.1.0/24' FROM vpc"
                    + " WHERE cidr_block = '10.7.0.0/16'"),
            List.of(),
            List.of("DELETE FROM subnet WHERE cidr_block = '10.7.1.0/24'", vpcEnd)));
  }

  private static Stream<Lifecycle> groups() {
    String end = "DELETE FROM security_group WHERE group_name = 'app'";
    String rule = "INSERT INTO security_group_rule (is_egress, ip_protocol, from_port, to_port,"
        + " cidr_ipv4, security_group_id) SELECT false, 'tcp', 8080, 8090, '10.0.0.0/8', id"
        + " FROM security_group WHERE group_name = 'app'";
    return Stream.of(
        new Lifecycle(
            "security_group",
            "aws_security_group",
            "group_name = 'app' AND group_id IS NOT NULL",
            List.of(GROUP),
            List.of("UPDATE security_group SET description = 'new' WHERE group_name = 'app'"),
            List.of(
                "DELETE FROM security_group_rule WHERE security_group_id IN"
                    + " (SELECT id FROM security_group WHERE group_name = 'app')",
                end)),
        new Lifecycle(
            "security_group_rule",
            "aws_security_group",
            "from_port = 8080 AND security_group_rule_id IS NOT NULL",
            List.of(GROUP, rule),
            List.of(
                "UPDATE security_group_rule SET description = 'clients' WHERE from_port = 8080",
                "UPDATE security_group_rule SET to_port = 8091 WHERE from_port = 8080"),
            List.of(
                "DELETE FROM security_group_rule WHERE security_group_id IN"
                    + " (SELECT id FROM security_group WHERE group_name = 'app')",
                end)));
  }

  private static Stream<Lifecycle> balancing() {
    return Stream.of(
        new Lifecycle(
            "target_group",
            "aws_elb",
            "target_group_name = 'app' AND target_group_arn IS NOT NULL",
            List.of(TARGET),
            List.of(
                "UPDATE target_group SET health_check_path = '/health'",
                "UPDATE target_group SET health_check_interval_seconds = 40",
                "UPDATE target_group SET port = 8081"),
            List.of("DELETE FROM target_group")),
        new Lifecycle(
            "load_balancer",
            "aws_elb",
            "load_balancer_name = 'app' AND dns_name IS NOT NULL AND state = 'active'",
            List.of(GROUP, BALANCER, BALANCER_GROUP + "'app'"),
            List.of(
                BALANCER_GROUP + "'default'",
                "DELETE FROM load_balancer_security_groups WHERE security_group_id ="
                    + " (SELECT id FROM security_group WHERE group_name = 'default')"),
            List.of(
                "DELETE FROM load_balancer_security_groups",
                "DELETE FROM load_balancer",
                "DELETE FROM security_group_rule WHERE security_group_id IN"
                    + " (SELECT id FROM security_group WHERE group_name = 'app')",
                "DELETE FROM security_group WHERE group_name = 'app'")),
        new Lifecycle(
            "listener",
            "aws_elb",
            "listener_arn IS NOT NULL",
            List.of(TARGET, BALANCER, BALANCER_GROUP + "'default'", LISTENER),
            List.of("UPDATE listener SET port = 8081"),
            List.of(
                "DELETE FROM listener", "DELETE FROM load_balancer", "DELETE FROM target_group")));
  }

  private static Stream<Lifecycle> containers() {
    String cluster = "INSERT INTO cluster (cluster_name) VALUES ('app')";
    String service = "INSERT INTO service (name, desired_count, subnets, assign_public_ip,"
        + " cluster_id, task_definition_id, target_group_id) SELECT 'app', 1,"
        + " (SELECT array_agg(subnet_id) FROM subnet), 'ENABLED', c.id, d.id, t.id"
        + " FROM cluster c, task_definition d, target_group t";
    String joined = "INSERT INTO service_security_groups SELECT v.id, s.id"
        + " FROM service v, security_group s WHERE group_name = 'default'";
    List<String> rows = List.of(
        ROLE,
        TARGET,
        BALANCER,
        BALANCER_GROUP + "'default'",
        LISTENER,
        cluster,
        TASK,
        CONTAINER,
        service,
        joined);
    List<String> end = List.of(
        "DELETE FROM service",
        "DELETE FROM task_definition",
        "DELETE FROM cluster",
        "DELETE FROM listener",
        "DELETE FROM load_balancer",
        "DELETE FROM target_group",
        "DELETE FROM role WHERE role_name = 'app'");
    return Stream.of(
        new Lifecycle(
            "cluster",
            "aws_ecs_fargate",
            "cluster_name = 'app' AND cluster_status = 'ACTIVE'",
            List.of(cluster),
            List.of(),
            List.of("DELETE FROM cluster")),
        new Lifecycle(
            "service",
            "aws_ecs_fargate",
            "name = 'app' AND status = 'ACTIVE'",
            rows,
            List.of(
                "UPDATE service SET desired_count = 2",
                "UPDATE service SET force_new_deployment = true"),
            end),
        new Lifecycle(
            "task_definition",
            "aws_ecs_fargate",
            "family = 'app' AND task_definition_arn IS NOT NULL",
            rows,
            List.of(
                "UPDATE task_definition SET cpu_memory = 'vCPU0.5-1GB'",
                "UPDATE container_definition SET tag = '1.28', env_variables = '{\"A\": \"2\"}'"),
            end));
  }

  private static Stream<Lifecycle> databases() {
    String parameters = "INSERT INTO parameter_group (name, family, description)"
        + " VALUES ('app', 'postgres16', 'app')";
    return Stream.of(
        new Lifecycle(
            "parameter_group",
            "aws_rds",
            "name = 'app' AND arn IS NOT NULL",
            List.of(parameters),
            List.of("UPDATE parameter_group SET parameters = '{\"max_connections\": \"200\"}'"
                + " WHERE name = 'app'"),
            List.of("DELETE FROM parameter_group WHERE name = 'app'")),
        new Lifecycle(
            "rds",
            "aws_rds",
            "endpoint_addr IS NOT NULL AND master_user_password IS NULL",
            List.of("INSERT INTO rds (db_instance_identifier, allocated_storage, db_instance_class,"
                + " engine, master_username, master_user_password) VALUES"
                + " ('app', 20, 'db.t3.micro', 'postgres', 'app', 'not-secret-here')"),
            List.of(
                "UPDATE rds SET allocated_storage = 30",
                "UPDATE rds SET backup_retention_period = 7"),
            List.of("DELETE FROM rds")));
  }
}
