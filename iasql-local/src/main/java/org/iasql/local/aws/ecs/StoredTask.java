package org.iasql.local.aws.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.TaskFailure;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** A task of a service; stopped, it keeps its network interface for a while. */
final class StoredTask {
  private final String arn;
  private final String taskDefinition;
  private final List<String> containers;
  private final Instant startedAt;
  private final AttachedInterface attached;
  private final String address;
  private Optional<Instant> stoppedAt = Optional.empty();
  private Optional<TaskFailure> failure = Optional.empty();

  StoredTask(
      String arn,
      String taskDefinition,
      List<String> containers,
      Instant startedAt,
      AttachedInterface attached,
      String address) {
    this.arn = arn;
    this.taskDefinition = taskDefinition;
    this.containers = List.copyOf(containers);
    this.startedAt = startedAt;
    this.attached = attached;
    this.address = address;
  }

  String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  Instant startedAt() {
    return startedAt;
  }

  AttachedInterface attached() {
    return attached;
  }

  String address() {
    return address;
  }

  Optional<Instant> stoppedAt() {
    return stoppedAt;
  }

  void stop(Instant now) {
    stoppedAt = Optional.of(now);
  }

  void fail(TaskFailure why, Instant now) {
    failure = Optional.of(why);
    stop(now);
  }

  Task described(Service service, String lastStatus) {
    Task.Builder task = Task.builder()
        .taskArn(arn)
        .clusterArn(service.clusterArn())
        .taskDefinitionArn(taskDefinition)
        .group("service:" + service.serviceName())
        .launchType(service.launchType())
        .desiredStatus(stoppedAt.isEmpty() ? "RUNNING" : "STOPPED")
        .lastStatus(lastStatus)
        .createdAt(startedAt)
        .containers(containers.stream().map(name -> container(name, lastStatus)).toList())
        .attachments(Attachment.builder()
            .id(arn)
            .type("ElasticNetworkInterface")
            .status(failure.isPresent() ? "DELETED" : "ATTACHED")
            .details(
                detail("subnetId", attached.subnetId()),
                detail("networkInterfaceId", attached.interfaceId()),
                detail("privateIPv4Address", address))
            .build());
    stoppedAt.ifPresent(task::stoppingAt);
    failure.ifPresent(why -> task.stopCode(why.stopCode())
        .stoppedReason(why.stoppedReason())
        .stoppedAt(stoppedAt.orElse(null)));
    return task.build();
  }

  private Container container(String name, String lastStatus) {
    Container.Builder container =
        Container.builder().name(name).taskArn(arn).lastStatus(lastStatus);
    failure.ifPresent(why -> why.exitCode()
        .ifPresentOrElse(container::exitCode, () -> container.reason(why.stoppedReason())));
    return container.build();
  }

  private static KeyValuePair detail(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }
}
