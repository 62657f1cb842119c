package org.iasql.local.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iasql.local.aws.TaskFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

class TaskFailuresTest {
  private static final String CANNOT_PULL = "CannotPullContainerError: not found";
  private final Fargate fargate = new Fargate();
  private final EcsClient ecs = fargate.ecs;

  @BeforeEach
  void createCluster() {
    ecs.createCluster(r -> r.clusterName("main"));
    fargate.register();
  }

  @Test
  void showsWhyTasksDoNotStart() {
    fargate.aws.failTasks("web", TaskFailure.toStart(CANNOT_PULL));
    fargate.createService();
    Service service = fargate.describe("web");
    assertThat(service.runningCount()).isZero();
    assertThat(service.deployments().get(0).failedTasks()).isEqualTo(1);
    assertThat(service.events())
        .extracting(ServiceEvent::message)
        .first()
        .asString()
        .startsWith("(service web) is unable to consistently start tasks successfully.");
    Task task = stopped().get(0);
    assertThat(task.stopCode()).isEqualTo(TaskStopCode.TASK_FAILED_TO_START);
    assertThat(task.stoppedReason()).isEqualTo(CANNOT_PULL);
    assertThat(task.containers()).extracting(Container::exitCode).containsOnlyNulls();
    assertThat(fargate.describe("web").deployments().get(0).failedTasks()).isEqualTo(1);
  }

  @Test
  void stopsWhatRunsAndStartsItAgain() {
    fargate.createService(r -> r.desiredCount(2));
    fargate.aws.failTasks("web", TaskFailure.ofContainer(137));
    assertThat(fargate.describe("web").runningCount()).isZero();
    assertThat(stopped())
        .hasSize(2)
        .allSatisfy(task ->
            assertThat(task.containers()).extracting(Container::exitCode).containsExactly(137));
    fargate.aws.runTasks("web");
    assertThat(fargate.describe("web").runningCount()).isEqualTo(2);
    assertThat(stopped()).hasSize(2);
  }

  private List<Task> stopped() {
    List<String> arns = ecs.listTasks(
            r -> r.cluster("main").serviceName("web").desiredStatus(DesiredStatus.STOPPED))
        .taskArns();
    return ecs.describeTasks(r -> r.cluster("main").tasks(arns)).tasks();
  }
}
