package org.iasql.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What a table refuses by itself, when the row is written and not only when it is applied. */
@IasqlTest(
    modules = {
      "aws_cloudwatch",
      "aws_ecr",
      "aws_ecs_fargate",
      "aws_elb",
      "aws_iam",
      "aws_security_group"
    })
class RowRulesTest {
  static LocalIasql local;

  /** A statement, and the server's text. */
  record Case(String statement, String message) {
    @Override
    public String toString() {
      return statement.substring(0, Math.min(150, statement.length()));
    }
  }

  private static final String CLUSTER = "INSERT INTO cluster (id, cluster_name) VALUES (1, 'app')";
  private static final String RULE =
      "INSERT INTO security_group_rule (security_group_id, is_egress, ip_protocol, from_port, to_port, cidr_ipv4, description) VALUES (1, false, 'tcp', %s)";
  private static final String CONTAINER =
      "INSERT INTO container_definition (task_definition_id, name, essential, image, %s)";
  private static final String TEN_KILOBYTES = "x".repeat(10_000);

  static final List<Case> CASES = List.of(
      broken("listener", "listener_port_is_from_1_to_65535", listener(0)),
      broken("listener", "listener_port_is_from_1_to_65535", listener(70_000)),
      broken("target_group", "target_group_port_is_from_1_to_65535", targetGroup(0)),
      broken("target_group", "target_group_port_is_from_1_to_65535", targetGroup(70_000)),
      broken(
          "container_definition",
          "container_port_is_between_1_and_65535",
          CONTAINER.formatted("container_port) VALUES (1, 'app', true, 'nginx', 0")),
      broken(
          "container_definition",
          "container_port_is_between_1_and_65535",
          CONTAINER.formatted("container_port) VALUES (1, 'app', true, 'nginx', 70000")),
      broken(
          "container_definition",
          "container_has_a_tag_or_a_digest_not_both",
          CONTAINER.formatted("tag, digest) VALUES (1, 'app', true, 'nginx', '1', 'sha256:ab'")),
      broken(
          "security_group_rule",
          "security_group_rule_ports_are_a_range_from_0_to_65535",
          RULE.formatted("80, 70000, '0.0.0.0/0', NULL")),
      broken(
          "security_group_rule",
          "security_group_rule_ports_are_a_range_from_0_to_65535",
          RULE.formatted("81, 80, '0.0.0.0/0', NULL")),
      broken(
          "security_group_rule",
          "security_group_rule_cidr_ipv4_is_an_ipv4_block",
          RULE.formatted("80, 80, '::/0', NULL")),
      new Case(
          RULE.formatted("80, 80, '10.0.0.0/99', NULL"),
          "invalid input syntax for type cidr: \"10.0.0.0/99\""),
      new Case(RULE.formatted("80, 80, '10.0.0.1/8', NULL"), "invalid cidr value: \"10.0.0.1/8\""),
      new Case(
          "INSERT INTO task_definition (family, cpu_memory) VALUES ('app', 'vCPU2-1GB')",
          "invalid input value for enum task_definition_cpu_memory_enum: \"vCPU2-1GB\""),
      new Case(
          "INSERT INTO service (name, cluster_id, subnets) VALUES ('app', 1, '{subnet-none}')",
          "Service 'app' violates check constraint \"service_subnets_exist\": table subnet has no row in region 'us-east-2' with the AWS id subnet-none. Correct the list, or iasql_sync() first if the subnet is new."),
      new Case(
          "INSERT INTO load_balancer (load_balancer_name, subnets) VALUES ('app', '{subnet-none}')",
          "Load balancer 'app' violates check constraint \"load_balancer_subnets_exist\": table subnet has no 'subnet-none' in region 'us-east-2'. Name subnets that are there."),
      new Case(
          "INSERT INTO repository_policy (id, repository_id, policy_text) VALUES (7, 1, 'it''s no JSON')",
          "Column policy_text of repository policy 7 violates check constraint \"repository_policy_is_a_json_object\": it is no JSON: invalid input syntax for type json. Write a policy such as {\"Version\": \"2012-10-17\", \"Statement\": [...]}."),
      new Case(
          "INSERT INTO repository_policy (id, repository_id, policy_text) VALUES (7, 1, '[]')",
          "Column policy_text of repository policy 7 violates check constraint \"repository_policy_is_a_json_object\": it is no JSON object. Write a policy such as {\"Version\": \"2012-10-17\", \"Statement\": [...]}."),
      new Case(
          "INSERT INTO role (role_name, assume_role_policy_document) VALUES ('app', 'no JSON')",
          "invalid input syntax for type json"),
      broken(
          "role",
          "role_trust_policy_is_a_json_object",
          "INSERT INTO role (role_name, assume_role_policy_document) VALUES ('app', '[]')"),
      new Case(
          CONTAINER.formatted("env_variables) VALUES (1, 'app', true, 'nginx', 'MODE=demo'"),
          "Column env_variables of container 'app' violates check constraint \"container_env_variables_are_texts\": they are no JSON: invalid input syntax for type json. Write an object of texts, such as {\"MODE\": \"demo\"}."),
      new Case(
          CONTAINER.formatted("env_variables) VALUES (1, 'app', true, 'nginx', '[]'"),
          "Column env_variables of container 'app' violates check constraint \"container_env_variables_are_texts\": they are no JSON object. Write an object of texts, such as {\"MODE\": \"demo\"}."),
      new Case(
          CONTAINER.formatted(
              "env_variables) VALUES (1, 'app', true, 'nginx', '{\"A\": \"b\", \"MODE\": {}}'"),
          "Column env_variables of container 'app' violates check constraint \"container_env_variables_are_texts\": the value of 'MODE' is no text. Write an object of texts, such as {\"MODE\": \"demo\"}."),
      new Case(
          "INSERT INTO log_group (log_group_name, region) VALUES ('app', 'us-west-2')",
          "Region 'us-west-2' is not enabled, so a row of table 'log_group' cannot be in it. Enable it first: UPDATE aws_regions SET is_enabled = true WHERE region = 'us-west-2'."),
      new Case(
          "INSERT INTO log_group (log_group_name, region) VALUES ('app', 'mars')",
          "AWS has no region 'mars' for this account, so a row of table 'log_group' cannot be in it. SELECT * FROM aws_regions lists the regions."),
      broken(
          "log_group",
          "log_group_name_has_1_to_512_letters_digits_and_these_signs",
          "INSERT INTO log_group (log_group_name) VALUES ('it''s; \"本\"')"),
      broken(
          "repository",
          "name_has_2_to_256_lower_case_letters_digits_and_inner_signs",
          "INSERT INTO repository (repository_name) VALUES ('App')"),
      broken(
          "cluster",
          "cluster_name_has_1_to_255_letters_digits_hyphens_underlines",
          "INSERT INTO cluster (cluster_name) VALUES ('a b')"),
      broken(
          "security_group",
          "security_group_description_has_1_to_255_allowed_characters",
          "INSERT INTO security_group (group_name, description) VALUES ('app', '%s')"
              .formatted(TEN_KILOBYTES)),
      broken(
          "security_group",
          "security_group_description_has_1_to_255_allowed_characters",
          "INSERT INTO security_group (group_name, description) VALUES ('app', 'it''s \"本\"')"),
      broken(
          "security_group_rule",
          "security_group_rule_description_has_255_allowed_characters",
          RULE.formatted("80, 80, '0.0.0.0/0', '%s'".formatted(TEN_KILOBYTES))),
      broken(
          "role",
          "role_description_has_1000_characters_at_most",
          "INSERT INTO role (role_name, assume_role_policy_document, description) VALUES ('app', '{}', '%s')"
              .formatted(TEN_KILOBYTES)),
      broken(
          "role",
          "role_description_has_latin_characters_alone",
          "INSERT INTO role (role_name, assume_role_policy_document, description) VALUES ('app', '{}', '本')"));

  private static Case broken(String table, String rule, String statement) {
    return new Case(
        statement,
        "new row for relation \"%s\" violates check constraint \"%s\"".formatted(table, rule));
  }

  private static String listener(int port) {
    return "INSERT INTO listener (load_balancer_id, port, protocol, target_group_id) VALUES (1, %d, 'HTTP', 1)"
        .formatted(port);
  }

  private static String targetGroup(int port) {
    return "INSERT INTO target_group (target_group_name, target_type, protocol, port) VALUES ('app', 'ip', 'HTTP', %d)"
        .formatted(port);
  }

  @BeforeAll
  static void forgetTheInstallation() {
    local.aws().calls().clear();
  }

  @ParameterizedTest
  @FieldSource("CASES")
  void refusesTheRow(Case each) {
    assertThat(SqlClient.refusal(local, CLUSTER, each.statement()).message())
        .isEqualTo(each.message());
  }

  @AfterAll
  static void nothingWasCalled() {
    assertThat(local.aws().calls().all()).isEmpty();
    assertThat(local.client().planApply()).isEmpty();
  }
}
