package org.iasql.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.cloudwatchlogs.LogGroupDao;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

/** What only the plan can see: it is refused before the first call that changes something. */
@IasqlTest(leaks = Leaks.IGNORE)
class PlanRefusalsTest {
  private static final String NOTHING_CHANGED = "\nNothing was called and nothing changed.";

  private static void refuses(LocalIasql local, String text) {
    local.aws().calls().clear();
    for (String function : List.of("iasql_plan_apply()", "iasql_apply()")) {
      assertThat(SqlClient.refusal(local, "SELECT * FROM " + function))
          .isEqualTo(new SqlClient.Refusal("IQ001", text + NOTHING_CHANGED));
    }
    assertThatThrownBy(local.client()::apply)
        .isExactlyInstanceOf(RefusedException.class)
        .hasMessage(text + NOTHING_CHANGED);
    assertThat(local.aws().calls().mutating()).isEmpty();
  }

  private static void execute(Iasql iasql, String... statements) {
    iasql.useTransaction(tx -> List.of(statements).forEach(tx.handle()::execute));
  }

  @Test
  void needsALoadBalancerForTheTargetGroupOfAService(Iasql iasql, LocalIasql local) {
    iasql.install("aws_ecs_fargate");
    execute(
        iasql,
        "INSERT INTO target_group (id, target_group_name, target_type, protocol, port) VALUES (1, 'lonely', 'ip', 'HTTP', 80)",
        "INSERT INTO cluster (id, cluster_name) VALUES (1, 'app')",
        "INSERT INTO task_definition (id, family, cpu_memory) VALUES (1, 'app', 'vCPU0.25-0.5GB')",
        "INSERT INTO container_definition (task_definition_id, name, essential, image, container_port) VALUES (1, 'app', true, 'nginx', 80)",
        "INSERT INTO service (name, cluster_id, task_definition_id, target_group_id, subnets) SELECT 'app', 1, 1, 1, array_agg(subnet_id) FROM subnet");
    refuses(
        local,
        "Service 'app' cannot be created: its target group 'lonely' is attached to no load balancer. Insert a listener that forwards to it.");
  }

  @Test
  void leavesAForeignResourceAloneUntilItIsAdopted(
      Iasql iasql, LocalIasql local, SimulatedAws aws) {
    iasql.install("aws_cloudwatch");
    aws.logs().createLogGroup(request -> request.logGroupName("app"));
    String arn = aws.logs().describeLogGroups().logGroups().get(0).logGroupArn();
    LogGroup row = iasql
        .dao(LogGroupDao.class)
        .insert(LogGroup.builder().logGroupName("app").build());
    int id = row.id().orElseThrow();
    refuses(
        local,
        "log_group 'app' exists in AWS already (%s), and this database did not make it and never imported it. Take it over with SELECT iasql_adopt('log_group', %d), or choose another name."
            .formatted(arn, id));
    iasql.adopt("log_group", id);
    assertThat(iasql.apply()).isEmpty();
    assertThat(aws.calls().mutating()).isEmpty();
    iasql.dao(LogGroupDao.class).delete(row);
    assertThat(iasql.apply()).extracting(Change::toString).hasSize(1);
    assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
  }

  @Test
  void keepsARepositoryWithImages(Iasql iasql, LocalIasql local, SimulatedAws aws) {
    iasql.install("aws_ecr");
    execute(iasql, "INSERT INTO repository (repository_name) VALUES ('app')");
    iasql.apply();
    aws.ecr().putImage(r -> r.repositoryName("app").imageManifest("one").imageTag("latest"));
    execute(iasql, "DELETE FROM repository");
    refuses(
        local,
        "repository 'app' holds 1 image, and only an empty repository is deleted. Delete the images first: while the row is there, UPDATE repository SET delete_images = true WHERE repository_name = 'app', then iasql_apply(). Or keep the row.");
    assertThat(aws.ecr().listImages(r -> r.repositoryName("app")).imageIds()).hasSize(1);
  }

  @Test
  void hasNoReferencesAcrossRegions(Iasql iasql, LocalIasql local) {
    iasql.install("aws_security_group");
    execute(
        iasql,
        "UPDATE aws_regions SET is_enabled = true WHERE region = 'us-west-2'",
        "INSERT INTO security_group (group_name, region, vpc_id) SELECT 'app', 'us-west-2', id FROM vpc WHERE region = 'us-east-2'");
    refuses(
        local,
        "security_group 'app' is in region 'us-west-2', but its vpc_id refers to a row in region 'us-east-2'. AWS has no references across regions: choose a vpc of the same region.");
  }

  @Test
  void namesEveryReasonAtOnce(Iasql iasql, LocalIasql local, SimulatedAws aws) {
    iasql.install("aws_cloudwatch");
    for (String name : List.of("one", "two")) {
      aws.logs().createLogGroup(request -> request.logGroupName(name));
      iasql.dao(LogGroupDao.class).insert(LogGroup.builder().logGroupName(name).build());
    }
    assertThat(SqlClient.refusal(local, "SELECT * FROM iasql_apply()").message())
        .contains("log_group 'one' exists in AWS already", "log_group 'two' exists in AWS already")
        .endsWith(NOTHING_CHANGED);
  }

  @Test
  void deletesNoRecordThatAUsersOwnRowNeeds(Iasql iasql, LocalIasql local) {
    iasql.install("aws_cloudwatch");
    execute(
        iasql,
        "INSERT INTO log_group (id, log_group_name) VALUES (1, 'app'), (2, 'web')",
        "CREATE TABLE dashboard (log_group_id integer REFERENCES log_group)",
        "INSERT INTO dashboard VALUES (1)");
    assertThat(SqlClient.refusal(local, "SELECT delete_all_records()"))
        .isEqualTo(
            new SqlClient.Refusal(
                "23503",
                "update or delete on table \"log_group\" violates foreign key constraint \"dashboard_log_group_id_fkey\" on table \"dashboard\""));
    assertThat(iasql.dao(LogGroupDao.class).findAll()).hasSize(2);
    assertThat(local.aws().calls().mutating()).isEmpty();
  }
}
