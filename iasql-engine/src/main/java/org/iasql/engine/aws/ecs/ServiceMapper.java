package org.iasql.engine.aws.ecs;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.core.CloudException;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Maps {@code service} to ECS's Fargate services. A service that is being deleted is no row, though
 * its name is not free before it is {@code INACTIVE}.
 */
final class ServiceMapper implements ResourceMapper<Service> {
  @Override
  public ResourceType<Service> type() {
    return ResourceType.of(Service.class);
  }

  @Override
  public List<Observed<Service>> list(Observation aws) {
    List<software.amazon.awssdk.services.ecs.model.Service> services =
        aws.once(EcsListings.SERVICES).stream()
            .filter(service -> service.status().equals("ACTIVE"))
            .filter(service -> holds(service, aws))
            .toList();
    if (services.isEmpty()) {
      return List.of();
    }
    Set<String> subnets =
        aws.all(Subnet.class).stream().map(Observed::identity).collect(Collectors.toSet());
    return services.stream()
        .map(service -> ServiceReader.observed(service, aws.region(), subnets::contains))
        .toList();
  }

  private static boolean holds(
      software.amazon.awssdk.services.ecs.model.Service service, Observation aws) {
    Optional<String> reason = ServiceReader.reasonToLeaveOut(service);
    reason.ifPresent(why -> aws.leaveOut(Service.class, service.serviceArn(), why));
    return reason.isEmpty();
  }

  @Override
  public Observed<Service> create(Service desired, Step aws) {
    CreateServiceRequest.Builder request = CreateServiceRequest.builder()
        .cluster(aws.resolve(Cluster.class, desired.clusterId()).identity())
        .serviceName(desired.name())
        .taskDefinition(
            aws.identity(TaskDefinition.class, desired.taskDefinitionId()).orElse(null))
        .desiredCount(desired.desiredCount())
        .launchType(LaunchType.FARGATE)
        .networkConfiguration(network(desired, aws))
        .clientToken(aws.clientToken())
        .propagateTags(PropagateTags.SERVICE)
        .tags(EcsTags.of(aws.tags()));
    ServicePort.of(desired, aws).ifPresent(port -> request.loadBalancers(port.loadBalancer()));
    return observed(aws.ecs().createService(request.build()).service(), aws);
  }

  @Override
  public Observed<Service> update(Observed<Service> actual, Service desired, Step aws) {
    Service was = actual.value();
    var there = described(actual, aws).orElseThrow();
    UpdateServiceRequest.Builder request =
        UpdateServiceRequest.builder().cluster(there.clusterArn()).service(actual.identity());
    if (was.desiredCount() != desired.desiredCount()) {
      request.desiredCount(desired.desiredCount());
    }
    // The row is the same for every revision, so only AWS knows which one the service runs.
    aws.identity(TaskDefinition.class, desired.taskDefinitionId())
        .filter(arn -> !arn.equals(there.taskDefinition()))
        .ifPresent(request::taskDefinition);
    if (!was.subnets().equals(desired.subnets())
        || !was.securityGroups().equals(desired.securityGroups())
        || was.assignPublicIp() != desired.assignPublicIp()) {
      request.networkConfiguration(network(desired, aws));
    }
    Optional<ServicePort> port = ServicePort.of(desired, aws);
    if (!ServicePort.suits(there.loadBalancers(), port)) {
      request.loadBalancers(port.map(ServicePort::loadBalancer).stream().toList());
    }
    if (desired.forceNewDeployment()) {
      request.forceNewDeployment(true);
    }
    return observed(aws.ecs().updateService(request.build()).service(), aws);
  }

  @Override
  public void delete(Observed<Service> actual, Step aws) {
    String cluster = cluster(actual);
    aws.ecs().deleteService(r -> r.cluster(cluster).service(actual.identity()).force(true));
  }

  @Override
  public boolean disappearsLater() {
    return true;
  }

  @Override
  public Optional<Observed<Service>> read(Observed<Service> known, Aws aws) {
    return described(known, aws)
        .map(service -> readable(service, known.value(), aws))
        .filter(known::isSameAs);
  }

  @Override
  public Optional<Observed<Service>> made(Service wish, Map<String, String> tags, Aws aws) {
    return described(wish.clusterId().cloud().orElseThrow(), wish.name(), aws)
        .filter(service -> EcsTags.carried(tags, service.tags()))
        .map(service -> readable(service, wish, aws));
  }

  private static Observed<Service> readable(
      software.amazon.awssdk.services.ecs.model.Service service, Service known, Aws aws) {
    ServiceReader.reasonToLeaveOut(service).ifPresent(why -> {
      throw new CloudException(
          "Service '%s' was changed into one of those that the table leaves out, because %s."
              .formatted(service.serviceName(), why));
    });
    Set<String> gone =
        new HashSet<>(service.networkConfiguration().awsvpcConfiguration().subnets());
    gone.removeAll(known.subnets());
    if (!gone.isEmpty()) {
      var ids = Filter.builder().name("subnet-id").values(gone).build();
      aws.ec2()
          .describeSubnets(r -> r.filters(ids))
          .subnets()
          .forEach(subnet -> gone.remove(subnet.subnetId()));
    }
    return ServiceReader.observed(service, aws.region(), subnet -> !gone.contains(subnet));
  }

  @Override
  public Optional<String> objection(Service desired, Observation aws) {
    return ServiceObjections.to(desired, aws);
  }

  private static Optional<software.amazon.awssdk.services.ecs.model.Service> described(
      Observed<Service> known, Aws aws) {
    return described(cluster(known), known.identity(), aws);
  }

  private static Optional<software.amazon.awssdk.services.ecs.model.Service> described(
      String cluster, String nameOrArn, Aws aws) {
    return aws.unlessMissing(() -> aws.ecs()
            .describeServices(
                r -> r.cluster(cluster).services(nameOrArn).include(ServiceField.TAGS)))
        .flatMap(answer -> answer.services().stream().findFirst())
        .filter(service -> !service.status().equals("INACTIVE"));
  }

  /** The cluster's name, which is in an ARN such as {@code ...:service/cluster/name}. */
  private static String cluster(Observed<Service> service) {
    String[] path = service.identity().split("/", -1);
    return path.length == 3 ? path[1] : service.value().clusterId().cloud().orElse("default");
  }

  private static Observed<Service> observed(
      software.amazon.awssdk.services.ecs.model.Service service, Aws aws) {
    return ServiceReader.observed(service, aws.region(), subnet -> true);
  }

  private static NetworkConfiguration network(Service desired, Step aws) {
    List<String> groups = desired.securityGroups().stream()
        .map(group -> aws.resolve(SecurityGroup.class, group).identity())
        .sorted()
        .toList();
    List<String> subnets = desired.subnets().stream().sorted().toList();
    return NetworkConfiguration.builder()
        .awsvpcConfiguration(v -> v.subnets(subnets)
            .securityGroups(groups)
            .assignPublicIp(desired.assignPublicIp().label()))
        .build();
  }
}
