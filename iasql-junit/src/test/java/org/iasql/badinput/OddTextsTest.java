package org.iasql.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iasql.core.CloudException;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

/** Texts that would break out of a statement, a literal or a JSON text, where nobody escaped them. */
@IasqlTest(leaks = Leaks.IGNORE)
class OddTextsTest {
  private static final String ODD =
      "it's; \"quoted\" \\ $1 %s {x} -- /* ü ß */ '); DROP TABLE role; --";
  private static final String TEN_KILOBYTES = "本'; \"\\".repeat(2_000);

  private static String stored(Iasql iasql, String query) {
    return iasql.withHandle(
        handle -> handle.createQuery(query).mapTo(String.class).one());
  }

  @Test
  void storesADescriptionAsGiven(Iasql iasql, SimulatedAws aws) {
    iasql.install("aws_iam");
    iasql.useTransaction(tx -> tx.handle()
        .execute(
            "INSERT INTO role (role_name, description, assume_role_policy_document) VALUES ('app', ?, '{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"ecs-tasks.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}')",
            ODD));
    iasql.apply();
    assertThat(aws.iam().getRole(r -> r.roleName("app")).role().description()).isEqualTo(ODD);
    assertThat(stored(iasql, "SELECT description FROM role WHERE role_name = 'app'"))
        .isEqualTo(ODD);
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
  }

  @Test
  void storesTenKilobytesOfEnvironmentAsGiven(Iasql iasql, SimulatedAws aws) {
    iasql.install("aws_ecs_fargate");
    iasql.useTransaction(tx -> {
      tx.handle()
          .execute(
              "INSERT INTO task_definition (id, family, cpu_memory) VALUES (1, 'app', 'vCPU0.25-0.5GB')");
      tx.handle()
          .execute(
              "INSERT INTO container_definition (task_definition_id, name, essential, image, env_variables) VALUES (1, 'app', true, 'nginx', jsonb_build_object('ODD', ?::text, 'LONG', ?::text)::text)",
              ODD,
              TEN_KILOBYTES);
    });
    iasql.apply();
    assertThat(aws.ecs()
            .describeTaskDefinition(r -> r.taskDefinition("app"))
            .taskDefinition()
            .containerDefinitions()
            .get(0)
            .environment())
        .extracting(variable -> variable.name() + "=" + variable.value())
        .containsExactlyInAnyOrder("ODD=" + ODD, "LONG=" + TEN_KILOBYTES);
    assertThat(stored(iasql, "SELECT env_variables::jsonb ->> 'LONG' FROM container_definition"))
        .isEqualTo(TEN_KILOBYTES);
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
  }

  @Test
  void storesANameWithEverySignThatAwsAllows(Iasql iasql, SimulatedAws aws) {
    String name = "a; b{c}!$*=&#@(d),[e]._:/+-";
    iasql.install("aws_security_group");
    iasql.useTransaction(
        tx -> tx.handle().execute("INSERT INTO security_group (group_name) VALUES (?)", name));
    iasql.apply();
    assertThat(aws.ec2().describeSecurityGroups().securityGroups())
        .anyMatch(group -> group.groupName().equals(name) && group.description().equals(name));
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
  }

  @Test
  void leavesNothingBehindOfAPolicyThatAwsRefuses(Iasql iasql, SimulatedAws aws) {
    iasql.install("aws_iam");
    var before = aws.inventory();
    iasql.useTransaction(tx -> tx.handle()
        .execute(
            "INSERT INTO role (role_name, assume_role_policy_document) VALUES ('app', jsonb_build_object('text', ?::text))",
            TEN_KILOBYTES));
    assertThatThrownBy(iasql::apply)
        .isExactlyInstanceOf(CloudException.class)
        .hasMessageContaining(
            "Creating role 'app' failed: IAM CreateRole answered MalformedPolicyDocument (request ")
        .hasMessageEndingWith(" Nothing had been changed before.");
    assertThat(aws.inventory()).isEqualTo(before);
  }
}
