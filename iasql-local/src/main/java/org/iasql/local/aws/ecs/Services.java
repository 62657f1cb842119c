package org.iasql.local.aws.ecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.AttachedTarget;
import org.iasql.local.aws.Pages;
import org.iasql.local.aws.TaskFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** The services of a region, of all its clusters, and their tasks. */
final class Services {
  private static final int DESCRIBE_LIMIT = 10;
  private static final int PAGE = 10;
  private static final int MAX_PAGE = 100;

  private final Account account;
  private final String region;
  private final EcsTags tags;
  private final TaskDefinitions definitions;
  private final ServiceRules rules;
  private final Addresses addresses;

  /** By cluster and service name, which is how a service's ARN ends. */
  private final Map<String, StoredService> services = new LinkedHashMap<>();

  Services(Account account, String region, EcsTags tags, TaskDefinitions definitions) {
    this.account = account;
    this.region = region;
    this.tags = tags;
    this.definitions = definitions;
    this.rules = new ServiceRules(account, region);
    this.addresses = new Addresses(account, region);
  }

  Service create(Cluster cluster, CreateServiceRequest request) {
    rules.checkRequest(request);
    Optional<StoredService> sameToken =
        notInactive().filter(stored -> stored.hasToken(request.clientToken())).findFirst();
    if (sameToken.isPresent()) {
      if (!sameToken.get().isCreatedBy(request)) {
        throw notIdempotent();
      }
      return sameToken.get().described();
    }
    TaskDefinition definition = definitions.active(request.taskDefinition());
    rules.checkLaunch(request.launchType(), definition);
    rules.checkNetwork(request.networkConfiguration(), definition);
    rules.checkLoadBalancers(request.loadBalancers(), definition);
    checkNameIsFree(key(cluster, request.serviceName()));
    StoredService stored =
        new StoredService(account, request, service(cluster, request, definition));
    tags.create(stored.service().serviceArn(), request.tags());
    services.remove(key(cluster, request.serviceName()));
    services.put(key(cluster, request.serviceName()), stored);
    scale(stored);
    return stored.described();
  }

  Service update(Cluster cluster, UpdateServiceRequest request) {
    StoredService stored = active(cluster, request.service());
    Service old = stored.service();
    rules.checkCount(request.desiredCount());
    TaskDefinition definition = request.taskDefinition() == null
        ? definitions.describe(old.taskDefinition())
        : definitions.active(request.taskDefinition());
    Service changed = old.toBuilder()
        .desiredCount(Optional.ofNullable(request.desiredCount()).orElse(old.desiredCount()))
        .taskDefinition(definition.taskDefinitionArn())
        .networkConfiguration(
            request.networkConfiguration() == null
                ? old.networkConfiguration()
                : withDefaults(request.networkConfiguration()))
        .loadBalancers(request.hasLoadBalancers() ? request.loadBalancers() : old.loadBalancers())
        .build();
    rules.checkLaunch(changed.launchType(), definition);
    if (request.networkConfiguration() != null) {
      rules.checkNetwork(changed.networkConfiguration(), definition);
    }
    if (request.hasLoadBalancers() || request.taskDefinition() != null) {
      rules.checkLoadBalancers(changed.loadBalancers(), definition);
    }
    boolean deploy = Boolean.TRUE.equals(request.forceNewDeployment())
        || !changed.toBuilder().desiredCount(old.desiredCount()).build().equals(old);
    stored.update(changed, deploy);
    scale(stored);
    return stored.described();
  }

  Service delete(Cluster cluster, DeleteServiceRequest request) {
    StoredService stored = find(cluster, request.service())
        .filter(found -> !found.status().equals(StoredService.INACTIVE))
        .orElseThrow(EcsErrors::serviceNotFound);
    if (stored.status().equals(StoredService.DRAINING)) {
      return stored.described();
    }
    if (stored.service().desiredCount() > 0 && !Boolean.TRUE.equals(request.force())) {
      throw EcsErrors.invalid("The service cannot be stopped while it is scaled above 0.");
    }
    stored.delete();
    return stored.described().toBuilder().status(StoredService.DRAINING).build();
  }

  DescribeServicesResponse describe(Cluster cluster, DescribeServicesRequest request) {
    if (request.services().isEmpty()) {
      throw EcsErrors.invalid("Services cannot be empty.");
    }
    if (request.services().size() > DESCRIBE_LIMIT) {
      throw EcsErrors.invalid("Services can have at most " + DESCRIBE_LIMIT + " items.");
    }
    List<Service> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : request.services()) {
      find(cluster, reference)
          .ifPresentOrElse(
              stored -> found.add(withTags(settled(stored).described(), request.include())),
              () -> failures.add(Failure.builder()
                  .arn(arn(key(cluster, nameOf(reference))))
                  .reason("MISSING")
                  .build()));
    }
    return DescribeServicesResponse.builder().services(found).failures(failures).build();
  }

  Pages.Page<String> list(Cluster cluster, ListServicesRequest request) {
    List<String> arns = notInactive()
        .map(StoredService::service)
        .filter(service -> service.clusterArn().equals(cluster.clusterArn()))
        .filter(
            service -> request.launchType() == null || service.launchType() == request.launchType())
        .map(Service::serviceArn)
        .toList();
    Integer max = Optional.ofNullable(request.maxResults()).orElse(PAGE);
    return Pages.page(arns, request.nextToken(), max, MAX_PAGE);
  }

  /** Returns how many services of a cluster are ACTIVE. */
  int activeCount(String clusterArn) {
    return (int) services.values().stream()
        .filter(stored -> stored.service().clusterArn().equals(clusterArn))
        .filter(stored -> stored.status().equals(StoredService.ACTIVE))
        .count();
  }

  /** Returns the tasks of a cluster, those too that are about to stop. */
  List<Task> tasks(String clusterArn) {
    return services.values().stream()
        .filter(stored -> stored.service().clusterArn().equals(clusterArn))
        .flatMap(stored -> settled(stored).tasks().stream())
        .toList();
  }

  List<AttachedTarget> targets(String targetGroupArn) {
    return services.values().stream()
        .flatMap(stored -> settled(stored).targets(targetGroupArn))
        .toList();
  }

  List<AttachedInterface> interfaces() {
    return services.values().stream().flatMap(StoredService::interfaces).toList();
  }

  private Service service(
      Cluster cluster, CreateServiceRequest request, TaskDefinition definition) {
    return Service.builder()
        .serviceArn(arn(key(cluster, request.serviceName())))
        .serviceName(request.serviceName())
        .clusterArn(cluster.clusterArn())
        .taskDefinition(definition.taskDefinitionArn())
        .desiredCount(Optional.ofNullable(request.desiredCount()).orElse(0))
        .launchType(Optional.ofNullable(request.launchType()).orElse(LaunchType.EC2))
        .platformVersion(
            request.launchType() == LaunchType.FARGATE
                ? Optional.ofNullable(request.platformVersion()).orElse("LATEST")
                : null)
        .platformFamily(request.launchType() == LaunchType.FARGATE ? "Linux" : null)
        .loadBalancers(request.loadBalancers())
        .serviceRegistries(request.serviceRegistries())
        .networkConfiguration(withDefaults(request.networkConfiguration()))
        .deploymentConfiguration(Optional.ofNullable(request.deploymentConfiguration())
            .orElse(DeploymentConfiguration.builder()
                .maximumPercent(200)
                .minimumHealthyPercent(100)
                .build()))
        .schedulingStrategy(
            Optional.ofNullable(request.schedulingStrategy()).orElse(SchedulingStrategy.REPLICA))
        .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
        .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
        .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
        .propagateTags(Optional.ofNullable(request.propagateTags()).orElse(PropagateTags.NONE))
        .createdAt(account.now())
        .build();
  }

  private static @Nullable NetworkConfiguration withDefaults(
      @Nullable NetworkConfiguration network) {
    if (network == null || network.awsvpcConfiguration() == null) {
      return network;
    }
    AwsVpcConfiguration places = network.awsvpcConfiguration();
    return NetworkConfiguration.builder()
        .awsvpcConfiguration(places.toBuilder()
            .assignPublicIp(
                Optional.ofNullable(places.assignPublicIp()).orElse(AssignPublicIp.DISABLED))
            .build())
        .build();
  }

  private void scale(StoredService stored) {
    Service service = stored.service();
    if (service.networkConfiguration() == null) {
      return;
    }
    AwsVpcConfiguration places = service.networkConfiguration().awsvpcConfiguration();
    List<String> containers =
        definitions.describe(service.taskDefinition()).containerDefinitions().stream()
            .map(ContainerDefinition::name)
            .toList();
    stored.scale(region, service, containers, places.subnets(), rules.groupsOf(places), addresses);
  }

  /** A service as it is now that its tasks had the time to fail, or to start again. */
  private StoredService settled(StoredService stored) {
    if (stored.status().equals(StoredService.ACTIVE)) {
      Optional<TaskFailure> failure = account.conditions().taskFailure(stored.name());
      failure.ifPresent(stored::fail);
      if (failure.isEmpty() && stored.isFailing()) {
        scale(stored);
      }
    }
    return stored;
  }

  private void checkNameIsFree(String key) {
    String status = Optional.ofNullable(services.get(key))
        .map(StoredService::status)
        .orElse(StoredService.INACTIVE);
    if (status.equals(StoredService.ACTIVE)) {
      throw notIdempotent();
    }
    if (status.equals(StoredService.DRAINING)) {
      throw EcsErrors.invalid("Unable to Start a service that is still Draining.");
    }
  }

  private StoredService active(Cluster cluster, String reference) {
    StoredService stored = find(cluster, reference).orElseThrow(EcsErrors::serviceNotFound);
    if (!stored.status().equals(StoredService.ACTIVE)) {
      throw EcsErrors.serviceNotActive();
    }
    return stored;
  }

  private Optional<StoredService> find(Cluster cluster, String reference) {
    return Optional.ofNullable(services.get(key(cluster, nameOf(reference))));
  }

  private Stream<StoredService> notInactive() {
    return services.values().stream()
        .filter(stored -> !stored.status().equals(StoredService.INACTIVE));
  }

  private Service withTags(Service service, List<ServiceField> include) {
    return include.contains(ServiceField.TAGS)
        ? service.toBuilder().tags(tags.of(service.serviceArn())).build()
        : service;
  }

  private String arn(String key) {
    return account.arn("ecs", region, "service/" + key);
  }

  private static String key(Cluster cluster, String name) {
    return cluster.clusterName() + "/" + name;
  }

  private static String nameOf(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static RuntimeException notIdempotent() {
    return EcsErrors.invalid("Creation of service was not idempotent.");
  }
}
