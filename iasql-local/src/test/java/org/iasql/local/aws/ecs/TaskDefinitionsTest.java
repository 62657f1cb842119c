package org.iasql.local.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

class TaskDefinitionsTest {
  private static final String ARN = "arn:aws:ecs:us-east-2:123456789012:task-definition/";

  private final Fargate fargate = new Fargate();
  private final EcsClient ecs = fargate.ecs;

  @Test
  void countsRevisionsOfEachFamily() {
    assertThat(fargate.register().taskDefinitionArn()).isEqualTo(ARN + "app:1");
    assertThat(fargate.register().revision()).isEqualTo(2);
    assertThat(fargate.register(r -> r.family("other")).revision()).isEqualTo(1);
    assertThat(ecs.listTaskDefinitions(r -> r.familyPrefix("app").sort(SortOrder.DESC))
            .taskDefinitionArns())
        .containsExactly(ARN + "app:2", ARN + "app:1");
    assertThat(ecs.listTaskDefinitionFamilies().families()).containsExactly("app", "other");
  }

  @Test
  void describesByFamilyRevisionAndArn() {
    fargate.register();
    TaskDefinition newest = fargate.register();
    assertThat(describe("app")).isEqualTo(newest);
    assertThat(describe("app:1").revision()).isEqualTo(1);
    assertThat(describe(ARN + "app:2")).isEqualTo(newest);
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> describe("app:3"))
        .withMessageContaining("Unable to describe task definition.");
  }

  @Test
  void fillsInWhatTheRequestLeavesOpen() {
    var container = fargate.register().containerDefinitions().get(0);
    assertThat(container.essential()).isTrue();
    assertThat(container.cpu()).isZero();
    assertThat(container.portMappings()).singleElement().satisfies(port -> {
      assertThat(port.hostPort()).isEqualTo(80);
      assertThat(port.protocol()).isEqualTo(TransportProtocol.TCP);
    });
  }

  @Test
  void deregistersRatherThanDeletes() {
    fargate.register();
    fargate.register();
    ecs.deregisterTaskDefinition(r -> r.taskDefinition("app:2"));
    assertThat(describe("app:2").status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
    assertThat(describe("app").revision()).isEqualTo(1);
    assertThat(ecs.listTaskDefinitions(r -> r.status(TaskDefinitionStatus.INACTIVE))
            .taskDefinitionArns())
        .containsExactly(ARN + "app:2");
    assertThat(fargate.register().revision()).isEqualTo(3);
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> ecs.deregisterTaskDefinition(r -> r.taskDefinition("app")));
  }

  @Test
  void deletesInactiveRevisionsOnly() {
    fargate.register();
    assertThat(ecs.deleteTaskDefinitions(r -> r.taskDefinitions("app:1")).failures())
        .hasSize(1);
    ecs.deregisterTaskDefinition(r -> r.taskDefinition("app:1"));
    ecs.deleteTaskDefinitions(r -> r.taskDefinitions("app:1"));
    assertThat(describe("app:1").status()).isEqualTo(TaskDefinitionStatus.DELETE_IN_PROGRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 512",
    "256, 2048",
    "512, 4096",
    "1024, 8192",
    "2048, 16384",
    "4096, 30720",
    "8192, 16384",
    "16384, 122880",
    "1 vCPU, 2 GB",
    ".25 vCPU, 0.5GB"
  })
  void acceptsFargatePairs(String cpu, String memory) {
    assertThat(fargate.register(r -> r.cpu(cpu).memory(memory)).revision()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"256, 4096", "512, 512", "1024, 2000", "4096, 4096", "8192, 17408", "100, 512"})
  void refusesOtherPairs(String cpu, String memory) {
    assertRefused(r -> r.cpu(cpu).memory(memory), "No Fargate configuration exists");
  }

  @Test
  void refusesWhatFargateCannotRun() {
    assertRefused(r -> r.networkMode(NetworkMode.BRIDGE), "awsvpc");
    assertRefused(r -> r.cpu(null), "'cpu'");
    assertRefused(
        r -> r.containerDefinitions(Fargate.container("a")
            .image("123456789012.dkr.ecr.us-east-2.amazonaws.com/app")
            .build()),
        "ECR images");
    assertRefused(
        r -> r.containerDefinitions(Fargate.container("a")
            .logConfiguration(log -> log.logDriver(LogDriver.AWSLOGS))
            .build()),
        "log driver awslogs");
  }

  @Test
  void refusesDefinitionsThatBreakARule() {
    assertRefused(r -> r.family("my app"), "Family contains invalid characters");
    assertRefused(r -> r.executionRoleArn("role"), "Role is not valid");
    assertRefused(r -> r.containerDefinitions(List.of()), "cannot be empty");
    var app = Fargate.container("a").build();
    assertRefused(r -> r.containerDefinitions(app, app), "unique");
    assertRefused(
        r -> r.containerDefinitions(app.toBuilder().essential(false).build()), "essential");
    assertRefused(r -> r.containerDefinitions(app.toBuilder().memory(1024).build()), "'memory'");
    assertRefused(
        r -> r.containerDefinitions(
            app.toBuilder().memory(128).memoryReservation(256).build()),
        "'memoryReservation'");
  }

  private TaskDefinition describe(String reference) {
    return ecs.describeTaskDefinition(r -> r.taskDefinition(reference)).taskDefinition();
  }

  private void assertRefused(
      Consumer<RegisterTaskDefinitionRequest.Builder> change, String message) {
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> fargate.register(change))
        .withMessageContaining(message);
  }
}
