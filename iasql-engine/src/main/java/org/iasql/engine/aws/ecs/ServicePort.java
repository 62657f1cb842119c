package org.iasql.engine.aws.ecs;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.core.RefusedException;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/**
 * Which containers a service could register with its target group.
 *
 * @param targetGroupArn where tasks are registered
 * @param candidates the containers with a port, the best one first: it maps the target group's port,
 *     or at least is essential
 */
record ServicePort(String targetGroupArn, List<ContainerDefinition> candidates) {

  /** Empty if the service has no target group. */
  static Optional<ServicePort> of(Service desired, Step aws) {
    return desired
        .targetGroupId()
        .map(ref -> of(aws.resolve(TargetGroup.class, ref), desired, aws));
  }

  private static ServicePort of(Observed<TargetGroup> group, Service desired, Step aws) {
    Comparator<ContainerDefinition> worse =
        Comparator.comparing(c -> !c.containerPort().equals(group.value().port()));
    List<ContainerDefinition> candidates = desired.taskDefinitionId().stream()
        .map(ref -> aws.resolve(TaskDefinition.class, ref))
        .flatMap(definition -> definition.value().containers().stream())
        .filter(container -> container.containerPort().isPresent())
        .sorted(worse.thenComparing(container -> !container.essential()))
        .toList();
    return new ServicePort(group.identity(), candidates);
  }

  /** The registration of the best container. */
  LoadBalancer loadBalancer() {
    ContainerDefinition best = candidates.stream()
        .findFirst()
        .orElseThrow(() -> new RefusedException(
            "No container of the service's task definition has a port for target group '%s'. Set container_port of one."
                .formatted(targetGroupArn)));
    return LoadBalancer.builder()
        .targetGroupArn(targetGroupArn)
        .containerName(best.name())
        .containerPort(best.containerPort().orElseThrow())
        .build();
  }

  /** Whether what a service has can stay, although it may not be the best choice. */
  static boolean suits(List<LoadBalancer> there, Optional<ServicePort> wish) {
    return wish.isEmpty() ? there.isEmpty() : there.size() == 1 && wish.get().suits(there.get(0));
  }

  private boolean suits(LoadBalancer there) {
    return targetGroupArn.equals(there.targetGroupArn())
        && candidates.stream()
            .anyMatch(container -> container.name().equals(there.containerName())
                && container.containerPort().equals(Optional.of(there.containerPort())));
  }
}
