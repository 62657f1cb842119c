package org.iasql.engine.aws.ecs;

import java.util.Optional;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Observation;

/** What ECS would refuse in a service, and no constraint of the table can see. */
final class ServiceObjections {
  private ServiceObjections() {}

  static Optional<String> to(Service desired, Observation aws) {
    boolean exists = desired.arn().flatMap(arn -> aws.find(Service.class, arn)).isPresent();
    if (desired.subnets().isEmpty()) {
      return Optional.of(
          "Service '%s' names no subnet, and a task on Fargate needs one. Set subnets."
              .formatted(desired.name()));
    }
    if (desired.taskDefinitionId().isEmpty() && !exists) {
      return Optional.of(
          "Service '%s' has no task definition, so there is nothing to run. Set task_definition_id."
              .formatted(desired.name()));
    }
    if (!exists && isBeingDeleted(desired, aws)) {
      return Optional.of(
          "A service '%s' of the same cluster is still being deleted, and ECS keeps its name until that is over. Apply again in some minutes."
              .formatted(desired.name()));
    }
    return noPort(desired, aws).or(() -> detachedTargetGroup(desired, aws));
  }

  private static boolean isBeingDeleted(Service desired, Observation aws) {
    Optional<String> cluster =
        row(Cluster.class, desired.clusterId(), aws).flatMap(Cluster::clusterArn);
    return cluster.isPresent()
        && aws.once(EcsListings.SERVICES).stream()
            .filter(service -> service.status().equals("DRAINING"))
            .filter(service -> service.clusterArn().equals(cluster.get()))
            .anyMatch(service -> service.serviceName().equals(desired.name()));
  }

  private static Optional<String> noPort(Service desired, Observation aws) {
    return desired
        .targetGroupId()
        .flatMap(group -> desired.taskDefinitionId())
        .flatMap(definition -> row(TaskDefinition.class, definition, aws))
        .filter(d -> d.containers().stream().allMatch(c -> c.containerPort().isEmpty()))
        .map(definition ->
            "Service '%s' has a target group, but no container of task definition '%s' has a port. Set container_port of one."
                .formatted(desired.name(), definition.family()));
  }

  /** A row's listener counts, and so does what only AWS knows, such as a rule of a listener. */
  private static Optional<String> detachedTargetGroup(Service desired, Observation aws) {
    boolean attached = aws.rows(Listener.class).stream()
        .anyMatch(listener ->
            desired.targetGroupId().filter(listener.targetGroupId()::equals).isPresent());
    return desired
        .targetGroupId()
        .filter(group -> !attached)
        .flatMap(group -> row(TargetGroup.class, group, aws))
        .filter(group -> !attachedInAws(group, aws))
        .map(
            group -> ("Service '%s' cannot be created: its target group '%s' is attached to no load"
                    + " balancer. Insert a listener that forwards to it.")
                .formatted(desired.name(), group.targetGroupName()));
  }

  private static boolean attachedInAws(TargetGroup group, Observation aws) {
    return group
        .targetGroupArn()
        .flatMap(arn ->
            aws.unlessMissing(() -> aws.elb().describeTargetGroups(r -> r.targetGroupArns(arn))))
        .map(answer ->
            answer.targetGroups().stream().anyMatch(g -> !g.loadBalancerArns().isEmpty()))
        .orElse(false);
  }

  private static <T extends Resource<T>> Optional<T> row(
      Class<T> type, Ref<T> ref, Observation aws) {
    return aws.rows(type).stream().filter(row -> row.ref().equals(ref)).findFirst();
  }
}
