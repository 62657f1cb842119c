package org.iasql.local.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Tag;

class ServicesTest {
  private final Fargate fargate = new Fargate();
  private final EcsClient ecs = fargate.ecs;

  @BeforeEach
  void createCluster() {
    ecs.createCluster(r -> r.clusterName("main"));
    fargate.register();
  }

  @Test
  void runsTheTasksItWants() {
    Service created = fargate.createService(r -> r.desiredCount(2));
    assertThat(created.serviceArn())
        .isEqualTo("arn:aws:ecs:us-east-2:123456789012:service/main/web");
    assertThat(created.status()).isEqualTo("ACTIVE");
    assertThat(created.runningCount()).isEqualTo(2);
    assertThat(created.taskDefinition()).endsWith("task-definition/app:1");
    assertThat(created.networkConfiguration().awsvpcConfiguration().assignPublicIp())
        .isEqualTo(AssignPublicIp.DISABLED);
    List<String> tasks =
        ecs.listTasks(r -> r.cluster("main").serviceName("web")).taskArns();
    assertThat(ecs.describeTasks(r -> r.cluster("main").tasks(tasks)).tasks()).hasSize(2);
  }

  @Test
  void startsTasksOnceProvisioned() {
    fargate.aws.provisioningTime(Fargate.MINUTE);
    assertThat(fargate.createService().pendingCount()).isEqualTo(1);
    fargate.pass();
    assertThat(fargate.describe("web").runningCount()).isEqualTo(1);
  }

  @Test
  void returnsTheServiceOfTheSameClientToken() {
    Service first = fargate.createService(r -> r.clientToken("t"));
    assertThat(fargate.createService(r -> r.clientToken("t"))).isEqualTo(first);
    assertRefused(r -> r.clientToken("t").desiredCount(2), "not idempotent");
    assertRefused(r -> r.clientToken("u"), "not idempotent");
    assertRefused(r -> r.serviceName("b").clientToken("x".repeat(37)), "Client token");
  }

  @Test
  void refusesServicesThatBreakARule() {
    assertRefused(r -> r.serviceName("my web"), "Service name");
    assertRefused(r -> r.desiredCount(null), "Desired count");
    assertRefused(r -> r.networkConfiguration((NetworkConfiguration) null), "awsvpc");
    assertRefused(
        r -> r.networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-0"))),
        "InvalidSubnetID.NotFound");
    assertRefused(
        r -> r.networkConfiguration(n -> n.awsvpcConfiguration(
            v -> v.subnets(fargate.subnets()).securityGroups("sg-0123456789abcdef0"))),
        "InvalidGroup");
    assertThatExceptionOfType(ClusterNotFoundException.class)
        .isThrownBy(() -> fargate.createService(r -> r.cluster("other")));
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> fargate.createService(r -> r.taskDefinition("other")));
  }

  @Test
  void refusesInactiveTaskDefinition() {
    fargate.createService();
    ecs.deregisterTaskDefinition(r -> r.taskDefinition("app:1"));
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(() -> fargate.createService(r -> r.serviceName("b").taskDefinition("app:1")));
    assertThatExceptionOfType(ClientException.class)
        .isThrownBy(
            () -> ecs.updateService(r -> r.cluster("main").service("web").taskDefinition("app:1")));
  }

  @Test
  void movesToANewRevisionByANewDeployment() {
    fargate.createService();
    String task = ecs.listTasks(r -> r.cluster("main")).taskArns().get(0);
    fargate.register();
    fargate.aws.provisioningTime(Fargate.MINUTE);
    ecs.updateService(r -> r.cluster("main").service("web").taskDefinition("app:2"));
    assertThat(fargate.describe("web").deployments())
        .extracting(Deployment::status)
        .containsExactly("PRIMARY", "ACTIVE");
    fargate.pass();
    assertThat(fargate.describe("web").deployments())
        .singleElement()
        .satisfies(deployment -> assertThat(deployment.taskDefinition()).endsWith("app:2"));
    assertThat(ecs.listTasks(r -> r.cluster("main")).taskArns()).hasSize(1).doesNotContain(task);
  }

  @Test
  void deploysAnewOnlyIfForcedWhenNothingChanges() {
    String first = fargate.createService().deployments().get(0).id();
    Consumer<Boolean> update = force -> ecs.updateService(
        r -> r.cluster("main").service("web").desiredCount(3).forceNewDeployment(force));
    update.accept(false);
    assertThat(fargate.describe("web").deployments().get(0).id()).isEqualTo(first);
    assertThat(fargate.describe("web").runningCount()).isEqualTo(3);
    update.accept(true);
    assertThat(fargate.describe("web").deployments().get(0).id()).isNotEqualTo(first);
  }

  @Test
  void drainsBeforeItIsInactiveAndItsNameIsFree() {
    fargate.aws.drainingTime(Fargate.MINUTE);
    fargate.createService();
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> ecs.deleteService(r -> r.cluster("main").service("web")))
        .withMessageContaining("The service cannot be stopped while it is scaled above 0.");
    ecs.updateService(r -> r.cluster("main").service("web").desiredCount(0));
    ecs.deleteService(r -> r.cluster("main").service("web"));
    assertThat(fargate.describe("web").status()).isEqualTo("DRAINING");
    assertRefused(r -> {}, "Unable to Start a service that is still Draining.");
    assertThatExceptionOfType(ServiceNotActiveException.class)
        .isThrownBy(() -> ecs.updateService(r -> r.cluster("main").service("web")));
    fargate.pass();
    assertThat(fargate.describe("web").status()).isEqualTo("INACTIVE");
    assertThat(ecs.listServices(r -> r.cluster("main")).serviceArns()).isEmpty();
    assertThatExceptionOfType(ServiceNotFoundException.class)
        .isThrownBy(() -> ecs.deleteService(r -> r.cluster("main").service("web")));
    assertThat(fargate.createService().status()).isEqualTo("ACTIVE");
  }

  @Test
  void pagesServicesByTen() {
    IntStream.range(0, 12).forEach(i -> fargate.createService(r -> r.serviceName("web" + i)));
    List<String> arns = ecs.listServices(r -> r.cluster("main")).serviceArns();
    assertThat(arns).hasSize(10);
    assertThat(ecs.listServicesPaginator(r -> r.cluster("main")).serviceArns().stream())
        .hasSize(12);
    assertThat(ecs.listServices(r -> r.cluster("main").maxResults(100)).serviceArns())
        .hasSize(12);
    assertThat(ecs.describeServices(r -> r.cluster("main").services(arns)).services())
        .hasSize(10);
  }

  @Test
  void describesAtMostTenAndNamesTheMissing() {
    List<String> names = IntStream.range(0, 11).mapToObj(i -> "web" + i).toList();
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> ecs.describeServices(r -> r.cluster("main").services(names)));
    assertThat(ecs.describeServices(r -> r.cluster("main").services("web")).failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo("MISSING"));
  }

  @Test
  void showsTagsOnlyOnRequest() {
    Tag tag = Tag.builder().key("a").value("1").build();
    fargate.createService(r -> r.tags(tag));
    assertThat(fargate.describe("web").tags()).isEmpty();
    assertThat(
            ecs.describeServices(r -> r.cluster("main").services("web").include(ServiceField.TAGS))
                .services()
                .get(0)
                .tags())
        .containsExactly(tag);
  }

  @Test
  void holdsItsSecurityGroupUntilItsTasksDrained() {
    fargate.aws.drainingTime(Fargate.MINUTE);
    String group = fargate.createGroup();
    fargate.createService(r -> r.networkConfiguration(
        n -> n.awsvpcConfiguration(v -> v.subnets(fargate.subnets()).securityGroups(group))));
    ecs.deleteService(r -> r.cluster("main").service("web").force(true));
    assertThatExceptionOfType(Ec2Exception.class)
        .isThrownBy(() -> fargate.aws.ec2().deleteSecurityGroup(r -> r.groupId(group)))
        .satisfies(error ->
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("DependencyViolation"));
    fargate.pass();
    fargate.aws.ec2().deleteSecurityGroup(r -> r.groupId(group));
    assertThat(fargate.aws.ec2().describeSecurityGroups().securityGroups())
        .noneMatch(found -> found.groupId().equals(group));
  }

  @Test
  void runsNoTaskOfTheLaunchTypeEc2() {
    Service service = fargate.createService(r -> r.launchType(LaunchType.EC2));
    assertThat(service.runningCount()).isZero();
    assertThat(service.pendingCount()).isEqualTo(1);
  }

  private void assertRefused(Consumer<CreateServiceRequest.Builder> change, String message) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> fargate.createService(change))
        .withMessageContaining(message);
  }
}
