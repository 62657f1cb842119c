package org.iasql.engine.aws.ecs;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ecs.AssignPublicIp;
import org.iasql.aws.ecs.Service;
import org.iasql.core.resource.Ref;
import org.iasql.engine.aws.Observed;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;

/** Reads a service as ECS describes it. */
final class ServiceReader {
  private ServiceReader() {}

  /** Why the tables cannot hold a service; empty if they can. */
  static Optional<String> reasonToLeaveOut(
      software.amazon.awssdk.services.ecs.model.Service service) {
    if (!runsOnFargate(service)) {
      return Optional.of("they do not run on Fargate");
    }
    if (service.schedulingStrategy() == SchedulingStrategy.DAEMON) {
      return Optional.of("they have no desired count");
    }
    if (service.deploymentController() != null
        && service.deploymentController().type() != DeploymentControllerType.ECS) {
      return Optional.of("not ECS deploys them");
    }
    if (service.networkConfiguration() == null) {
      return Optional.of("they have no network configuration");
    }
    boolean plain = service.loadBalancers().size() <= 1
        && service.loadBalancers().stream().allMatch(b -> b.targetGroupArn() != null);
    return plain
        ? Optional.empty()
        : Optional.of("they are behind several target groups, or a classic load balancer");
  }

  private static boolean runsOnFargate(software.amazon.awssdk.services.ecs.model.Service service) {
    return service.capacityProviderStrategy().isEmpty()
        ? service.launchType() == LaunchType.FARGATE
        : service.capacityProviderStrategy().stream()
            .allMatch(item -> item.capacityProvider().startsWith("FARGATE"));
  }

  /**
   * The service as a value.
   *
   * @param subnetExists whether there still is a subnet of this id; others are left out
   */
  static Observed<Service> observed(
      software.amazon.awssdk.services.ecs.model.Service service,
      String region,
      Predicate<String> subnetExists) {
    AwsVpcConfiguration network = service.networkConfiguration().awsvpcConfiguration();
    Set<Ref<SecurityGroup>> groups = network.securityGroups().stream()
        .map(Ref::<SecurityGroup>cloud)
        .collect(Collectors.toSet());
    Service value = Service.builder()
        .region(region)
        .name(service.serviceName())
        .clusterId(Ref.cloud(service.clusterArn()))
        .arn(service.serviceArn())
        .status(service.status())
        .taskDefinitionId(Optional.ofNullable(service.taskDefinition()).map(Ref::cloud))
        .desiredCount(service.desiredCount())
        .subnets(network.subnets().stream().filter(subnetExists).sorted().toList())
        .securityGroups(groups)
        .assignPublicIp(Optional.ofNullable(network.assignPublicIpAsString())
            .map(AssignPublicIp::valueOf)
            .orElse(AssignPublicIp.DISABLED))
        .targetGroupId(service.loadBalancers().stream()
            .findFirst()
            .map(balancer -> Ref.cloud(balancer.targetGroupArn())))
        .build();
    String incarnation =
        Optional.ofNullable(service.createdAt()).map(Instant::toString).orElse("");
    return Observed.of(service.serviceArn(), incarnation, value);
  }
}
