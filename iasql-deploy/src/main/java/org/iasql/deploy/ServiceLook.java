package org.iasql.deploy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iasql.core.IasqlException;
import org.iasql.engine.cloud.AccountReads;
import org.iasql.quickstart.ServiceState;
import org.iasql.quickstart.ServiceTarget;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** One look at a service: what ECS says of it and of its tasks, and the load balancer of its targets. */
final class ServiceLook {
  private static final int EVENTS = 10;
  private static final int TASKS = 10;

  private final AccountReads account;
  private final ServiceTarget target;

  ServiceLook(AccountReads account, ServiceTarget target) {
    this.account = account;
    this.target = target;
  }

  ServiceState state() {
    EcsClient ecs = account.ecs(target.region());
    Service service = ecs
        .describeServices(r -> r.cluster(target.cluster()).services(target.service()))
        .services()
        .stream()
        .filter(found -> "ACTIVE".equals(found.status()))
        .findFirst()
        .orElseThrow(() -> new IasqlException(
            "Service '%s' is not in cluster '%s' of region '%s' any more. SELECT * FROM iasql_plan_apply() shows what the rows would make anew."
                .formatted(target.service(), target.cluster(), target.region())));
    return new ServiceState(
        service.desiredCount(),
        service.runningCount(),
        isDeploying(service.deployments()),
        rolloutFailure(service.deployments()),
        service.events().stream().map(ServiceEvent::message).limit(EVENTS).toList(),
        stopped(ecs),
        targets());
  }

  /** A service that rolls has a deployment on its way, or an old one that drains. */
  private static boolean isDeploying(List<Deployment> deployments) {
    return deployments.size() > 1
        || deployments.stream()
            .anyMatch(
                deployment -> deployment.rolloutState() == DeploymentRolloutState.IN_PROGRESS);
  }

  private static Optional<String> rolloutFailure(List<Deployment> deployments) {
    return deployments.stream()
        .filter(deployment -> deployment.rolloutState() == DeploymentRolloutState.FAILED)
        .map(deployment ->
            Optional.ofNullable(deployment.rolloutStateReason()).orElse(deployment.id()))
        .findFirst();
  }

  private List<ServiceState.StoppedTask> stopped(EcsClient ecs) {
    List<String> arns = ecs.listTasks(r -> r.cluster(target.cluster())
            .serviceName(target.service())
            .desiredStatus(DesiredStatus.STOPPED))
        .taskArns();
    if (arns.isEmpty()) {
      return List.of();
    }
    return ecs.describeTasks(r -> r.cluster(target.cluster()).tasks(arns)).tasks().stream()
        .filter(task -> task.stoppedReason() != null)
        .sorted(Comparator.comparing(ServiceLook::end).reversed())
        .limit(TASKS)
        .map(task -> new ServiceState.StoppedTask(last(task.taskArn()), reason(task)))
        .toList();
  }

  private static Instant end(Task task) {
    return Stream.of(task.stoppedAt(), task.stoppingAt(), task.createdAt())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Instant.EPOCH);
  }

  private static String reason(Task task) {
    String containers = task.containers().stream()
        .filter(container -> container.exitCode() != null || container.reason() != null)
        .filter(container -> !task.stoppedReason().equals(container.reason()))
        .map(ServiceLook::exit)
        .collect(Collectors.joining("; "));
    return containers.isEmpty() ? task.stoppedReason() : task.stoppedReason() + ": " + containers;
  }

  private static String exit(Container container) {
    String code = container.exitCode() == null ? "" : " exited with " + container.exitCode();
    String reason = container.reason() == null ? "" : " (" + container.reason() + ")";
    return "container '" + container.name() + "'" + code + reason;
  }

  private List<ServiceState.Target> targets() {
    return account
        .elb(target.region())
        .describeTargetHealth(r -> r.targetGroupArn(target.targetGroupArn()))
        .targetHealthDescriptions()
        .stream()
        .map(ServiceLook::target)
        .toList();
  }

  private static ServiceState.Target target(TargetHealthDescription found) {
    return new ServiceState.Target(
        found.target().id() + ":" + found.target().port(),
        found.targetHealth().stateAsString(),
        Stream.of(found.targetHealth().reasonAsString(), found.targetHealth().description())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", ")));
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
