package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** What happens to a service over time. */
@IasqlTest(modules = "aws_ecs_fargate")
class ServicesTest {
  private final Iasql iasql;
  private final SimulatedAws aws;
  private final WebService web;

  ServicesTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
    this.web = new WebService(iasql, aws);
  }

  @Test
  void changesTheNumberOfTasksInPlace() {
    web.up().execute("UPDATE service SET desired_count = 3");
    aws.calls().clear();
    assertThat(iasql.apply()).extracting(Change::toString).containsExactly("update service web");
    assertThat(aws.calls().mutating())
        .extracting(c -> c.operation())
        .containsExactly("UpdateService");
    assertThat(web.service().desiredCount()).isEqualTo(3);
    web.down();
  }

  @Test
  void deploysAnewOnceAndSetsTheWishBack() {
    web.up();
    int before = web.service().deployments().size();
    web.execute("UPDATE service SET force_new_deployment = true");
    assertThat(iasql.apply()).hasSize(1);
    assertThat(web.column("service", "force_new_deployment")).isEqualTo("false");
    assertThat(aws.calls().of("UpdateService")).hasSize(1);
    assertThat(before).isPositive();
    assertThat(iasql.apply()).isEmpty();
    web.down();
  }

  @Test
  void movesToANewRevisionAndDeregistersTheOldOneAfterTheCommit() {
    web.up();
    AwaitedCall deregistered = new AwaitedCall("DeregisterTaskDefinition");
    aws.onCall(deregistered);
    iasql.useTransaction(tx -> {
      tx.handle().execute("UPDATE container_definition SET tag = '1.28'");
      assertThat(tx.apply())
          .extracting(Change::toString)
          .containsExactlyInAnyOrder("update task_definition web", "update service web");
      assertThat(web.revision(1).status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
    });
    assertThat(deregistered.await()).isTrue();
    assertThat(web.revision(1).status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
    assertThat(web.column("task_definition", "revision")).isEqualTo("2");
    assertThat(web.service().taskDefinition())
        .endsWith("task-definition/web:2")
        .isEqualTo(web.column("task_definition", "task_definition_arn"));
    assertThat(iasql.apply()).isEmpty();
    web.down();
  }

  @Test
  void goesBackToTheOldRevisionAfterARollback() {
    web.up();
    iasql.useTransaction(tx -> {
      tx.handle().execute("UPDATE container_definition SET tag = '1.28'");
      tx.apply();
      tx.rollback();
    });
    assertThat(iasql.apply()).isEmpty();
    assertThat(web.service().taskDefinition()).endsWith("web:1");
    assertThat(web.revision(1).status()).isEqualTo(TaskDefinitionStatus.ACTIVE);
    assertThat(web.revision(2).status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
    web.down();
  }

  @Test
  void refusesANameWhoseOldServiceIsStillDraining() {
    web.up();
    aws.drainingTime(Duration.ofMinutes(5));
    aws.ecs().deleteService(request -> request.cluster("web").service("web").force(true));
    assertThatThrownBy(iasql::apply)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("A service 'web' of the same cluster is still being deleted");
    aws.drainingTime(Duration.ZERO);
    web.down();
  }

  @Test
  void waitsForADrainingServiceBeforeItDeletesWhatItUses() {
    web.up();
    aws.drainingTime(Duration.ofMinutes(5));
    iasql.deleteAllRecords();
    assertThat(iasql.apply())
        .extracting(Change::tableName)
        .contains("service", "cluster", "task_definition", "target_group", "security_group");
    assertThat(aws.ecs().listClusters().clusterArns()).isEmpty();
    assertThat(iasql.apply()).isEmpty();
  }

  @Test
  void refusesATargetGroupThatNoLoadBalancerHas() {
    web.up();
    web.execute("DELETE FROM listener");
    iasql.apply();
    web.execute("UPDATE service SET name = 'other'");
    assertThatThrownBy(iasql::planApply)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("its target group 'web' is attached to no load balancer");
    iasql.sync();
    web.down();
  }
}
