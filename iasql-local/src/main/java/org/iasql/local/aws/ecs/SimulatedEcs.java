package org.iasql.local.aws.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.AttachedTarget;
import org.iasql.local.aws.InterfaceOwner;
import org.iasql.local.aws.Pages;
import org.iasql.local.aws.TargetOwner;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateClusterResponse;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionFamiliesResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.TagResourceRequest;
import software.amazon.awssdk.services.ecs.model.TagResourceResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecs.model.UntagResourceResponse;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/**
 * Behaves like ECS, in memory: clusters, task definitions, and Fargate services whose tasks hold
 * network interfaces. Services of the launch type EC2 exist, but run no task, as in a cluster
 * without instances.
 */
public final class SimulatedEcs implements EcsClient, InterfaceOwner, TargetOwner {
  private static final int TASK_LIMIT = 100;

  private final EcsTags tags = new EcsTags();
  private final Clusters clusters;
  private final TaskDefinitions definitions;
  private final Services services;

  /** Creates the service, empty. */
  public SimulatedEcs(Account account, String region) {
    clusters = new Clusters(account, region, tags);
    definitions = new TaskDefinitions(account, region, tags);
    services = new Services(account, region, tags, definitions);
  }

  @Override
  public CreateClusterResponse createCluster(CreateClusterRequest request) {
    return CreateClusterResponse.builder()
        .cluster(clusters.described(
            clusters.create(request), List.of(ClusterField.SETTINGS, ClusterField.TAGS), services))
        .build();
  }

  @Override
  public DescribeClustersResponse describeClusters(DescribeClustersRequest request) {
    return clusters.describe(request, services);
  }

  @Override
  public ListClustersResponse listClusters(ListClustersRequest request) {
    Pages.Page<String> page = clusters.list(request);
    return ListClustersResponse.builder()
        .clusterArns(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public DeleteClusterResponse deleteCluster(DeleteClusterRequest request) {
    return DeleteClusterResponse.builder()
        .cluster(clusters.delete(request.cluster(), services))
        .build();
  }

  @Override
  public RegisterTaskDefinitionResponse registerTaskDefinition(
      RegisterTaskDefinitionRequest request) {
    TaskDefinition registered = definitions.register(request);
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(registered)
        .tags(tags.of(registered.taskDefinitionArn()))
        .build();
  }

  @Override
  public DescribeTaskDefinitionResponse describeTaskDefinition(
      DescribeTaskDefinitionRequest request) {
    TaskDefinition found = definitions.describe(request.taskDefinition());
    DescribeTaskDefinitionResponse.Builder response =
        DescribeTaskDefinitionResponse.builder().taskDefinition(found);
    if (request.include().contains(TaskDefinitionField.TAGS)) {
      response.tags(tags.of(found.taskDefinitionArn()));
    }
    return response.build();
  }

  @Override
  public DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    return DeregisterTaskDefinitionResponse.builder()
        .taskDefinition(definitions.deregister(request.taskDefinition()))
        .build();
  }

  @Override
  public DeleteTaskDefinitionsResponse deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
    return definitions.delete(request.taskDefinitions());
  }

  @Override
  public ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    Pages.Page<String> page = definitions.list(request);
    return ListTaskDefinitionsResponse.builder()
        .taskDefinitionArns(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public ListTaskDefinitionFamiliesResponse listTaskDefinitionFamilies(
      ListTaskDefinitionFamiliesRequest request) {
    Pages.Page<String> page = definitions.families(request);
    return ListTaskDefinitionFamiliesResponse.builder()
        .families(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public CreateServiceResponse createService(CreateServiceRequest request) {
    return CreateServiceResponse.builder()
        .service(services.create(clusters.active(request.cluster()), request))
        .build();
  }

  @Override
  public UpdateServiceResponse updateService(UpdateServiceRequest request) {
    return UpdateServiceResponse.builder()
        .service(services.update(clusters.active(request.cluster()), request))
        .build();
  }

  @Override
  public DeleteServiceResponse deleteService(DeleteServiceRequest request) {
    return DeleteServiceResponse.builder()
        .service(services.delete(clusters.active(request.cluster()), request))
        .build();
  }

  @Override
  public DescribeServicesResponse describeServices(DescribeServicesRequest request) {
    return services.describe(clusters.any(request.cluster()), request);
  }

  @Override
  public ListServicesResponse listServices(ListServicesRequest request) {
    Pages.Page<String> page = services.list(clusters.active(request.cluster()), request);
    return ListServicesResponse.builder()
        .serviceArns(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public ListTasksResponse listTasks(ListTasksRequest request) {
    String desired = Optional.ofNullable(request.desiredStatusAsString()).orElse("RUNNING");
    List<String> arns = tasks(request.cluster()).stream()
        .filter(task -> task.desiredStatus().equals(desired))
        .filter(task -> request.serviceName() == null
            || task.group().equals("service:" + request.serviceName()))
        .map(Task::taskArn)
        .toList();
    Pages.Page<String> page =
        Pages.page(arns, request.nextToken(), request.maxResults(), TASK_LIMIT);
    return ListTasksResponse.builder()
        .taskArns(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public DescribeTasksResponse describeTasks(DescribeTasksRequest request) {
    if (request.tasks().isEmpty() || request.tasks().size() > TASK_LIMIT) {
      throw EcsErrors.invalid("Tasks must have between 1 and " + TASK_LIMIT + " items.");
    }
    List<Task> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    List<Task> all = tasks(request.cluster());
    for (String reference : request.tasks()) {
      all.stream()
          .filter(
              task -> task.taskArn().equals(reference) || task.taskArn().endsWith("/" + reference))
          .findFirst()
          .ifPresentOrElse(
              found::add,
              () -> failures.add(
                  Failure.builder().arn(reference).reason("MISSING").build()));
    }
    return DescribeTasksResponse.builder().tasks(found).failures(failures).build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    tags.add(request.resourceArn(), request.tags());
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    tags.remove(request.resourceArn(), request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(tags.of(request.resourceArn()))
        .build();
  }

  @Override
  public List<AttachedInterface> attachedInterfaces() {
    return services.interfaces();
  }

  @Override
  public List<AttachedTarget> targets(String targetGroupArn) {
    return services.targets(targetGroupArn);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private List<Task> tasks(String cluster) {
    return services.tasks(clusters.any(cluster).clusterArn());
  }
}
