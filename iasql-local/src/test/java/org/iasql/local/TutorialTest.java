package org.iasql.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.junit.jupiter.api.Test;

/** The tutorial, typed as SQL. */
public class TutorialTest {
  private static final String[] MODULES = {
    "aws_cloudwatch", "aws_ecr", "aws_ecs_fargate", "aws_elb", "aws_security_group", "aws_vpc"
  };
  static final String[] STACK = {
    "INSERT INTO security_group (description, group_name) VALUES ('quickstart security group', 'quickstart-security-group')",
    """
    INSERT INTO security_group_rule (is_egress, ip_protocol, from_port, to_port, cidr_ipv4, description, security_group_id)
    SELECT false, 'tcp', 8088, 8088, '0.0.0.0/0', 'quickstart', id FROM security_group WHERE group_name = 'quickstart-security-group'""",
    """
    INSERT INTO security_group_rule (is_egress, ip_protocol, from_port, to_port, cidr_ipv4, description, security_group_id)
    SELECT true, '-1', -1, -1, '0.0.0.0/0', 'quickstart', id FROM security_group WHERE group_name = 'quickstart-security-group'""",
    """
    INSERT INTO target_group (target_group_name, target_type, protocol, port, vpc, health_check_path)
    VALUES ('quickstart-target', 'ip', 'HTTP', 8088, 'default', '/health')""",
    """
    INSERT INTO load_balancer (load_balancer_name, scheme, vpc, load_balancer_type, ip_address_type)
    VALUES ('quickstart-load-balancer', 'internet-facing', 'default', 'application', 'ipv4')""",
    """
    INSERT INTO load_balancer_security_groups (load_balancer_id, security_group_id)
    SELECT l.id, s.id FROM load_balancer l, security_group s
    WHERE load_balancer_name = 'quickstart-load-balancer' AND group_name = 'quickstart-security-group'""",
    """
    INSERT INTO listener (load_balancer_id, port, protocol, action_type, target_group_id)
    SELECT l.id, 8088, 'HTTP', 'forward', t.id FROM load_balancer l, target_group t
    WHERE load_balancer_name = 'quickstart-load-balancer' AND target_group_name = 'quickstart-target'""",
    "INSERT INTO repository (repository_name, scan_on_push, image_tag_mutability) VALUES ('quickstart-repository', false, 'MUTABLE')",
    "INSERT INTO cluster (cluster_name) VALUES ('quickstart-cluster')",
    """
    INSERT INTO role (role_name, assume_role_policy_document, attached_policies_arns)
    VALUES ('ecsTaskExecRole-us-east-2',
      '{"Version": "2012-10-17", "Statement": [{"Sid": "", "Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}',
      ARRAY['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'])""",
    """
    INSERT INTO task_definition (family, cpu_memory, task_role_name, execution_role_name)
    VALUES ('quickstart-td', 'vCPU2-8GB', 'ecsTaskExecRole-us-east-2', 'ecsTaskExecRole-us-east-2')""",
    """
    INSERT INTO container_definition (name, essential, repository_id, tag, memory_reservation, host_port, container_port, protocol, task_definition_id)
    SELECT 'quickstart-container', true, r.id, 'latest', 8192, 8088, 8088, 'tcp', t.id FROM repository r, task_definition t
    WHERE repository_name = 'quickstart-repository' AND family = 'quickstart-td'""",
    """
    INSERT INTO service (name, desired_count, subnets, assign_public_ip, cluster_id, task_definition_id, target_group_id)
    SELECT 'quickstart-service', 1, (SELECT array_agg(subnet_id) FROM subnet JOIN vpc ON vpc.id = subnet.vpc_id WHERE is_default), 'ENABLED', c.id, d.id, t.id
    FROM cluster c, task_definition d, target_group t
    WHERE cluster_name = 'quickstart-cluster' AND family = 'quickstart-td' AND target_group_name = 'quickstart-target'""",
    """
    INSERT INTO service_security_groups (service_id, security_group_id)
    SELECT v.id, s.id FROM service v, security_group s
    WHERE v.name = 'quickstart-service' AND group_name = 'quickstart-security-group'"""
  };

  /** The server to test on. */
  protected EmbeddedDatabase server() {
    return TestPostgres.newest();
  }

  @Test
  void comesUpAndGoesDown() {
    try (LocalIasql local = LocalIasql.builder().database(server(), "tutorial").start()) {
      Iasql iasql = local.client();
      assertThat(iasql.install(MODULES)).hasSize(17);
      iasql.useTransaction(tx -> {
        for (String statement : STACK) {
          tx.handle().execute(statement);
        }
      });
      List<Change> plan = iasql.planApply();
      assertThat(plan)
          .extracting(c -> c.action() + " " + c.tableName())
          .containsExactlyInAnyOrder(
              "create repository",
              "create cluster",
              "create role",
              "create task_definition",
              "create target_group",
              "create security_group",
              "create load_balancer",
              "create listener",
              "create service",
              "create security_group_rule",
              "create security_group_rule",
              "delete security_group_rule");
      assertThat(plan)
          .extracting(Change::description)
          .contains("default egress rule of quickstart-security-group");
      assertThat(iasql.apply())
          .hasSameSizeAs(plan)
          .extracting(Change::description)
          .filteredOn(description -> description.startsWith("sgr-"))
          .hasSize(1);
      assertThat(iasql.apply()).isEmpty();
      assertThat(local.aws().inventory()).isNotEmpty();
      iasql.deleteAllRecords();
      assertThat(iasql.planApply())
          .hasSize(11)
          .extracting(Change::action)
          .containsOnly(Action.DELETE);
      iasql.sync();
      assertThat(iasql.planApply()).isEmpty();
      iasql.deleteAllRecords();
      assertThat(iasql.apply()).hasSize(11);
      assertThat(iasql.apply()).isEmpty();
      assertThat(local.aws().ecs().listClusters().clusterArns()).isEmpty();
      assertThat(local.aws().elb().describeLoadBalancers().loadBalancers()).isEmpty();
    }
  }
}
