package org.iasql.local.aws.ecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.Pages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersRequest;
import software.amazon.awssdk.services.ecs.model.Task;

/** The clusters of a region. */
final class Clusters {
  private static final String DEFAULT = "default";
  private static final String ACTIVE = "ACTIVE";
  private static final String INACTIVE = "INACTIVE";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final int PAGE = 100;

  private final Account account;
  private final String region;
  private final EcsTags tags;
  private final Map<String, Cluster> clusters = new LinkedHashMap<>();

  Clusters(Account account, String region, EcsTags tags) {
    this.account = account;
    this.region = region;
    this.tags = tags;
  }

  /** Creates a cluster; returns the one of that name, unchanged, if it is there. */
  Cluster create(CreateClusterRequest request) {
    String name = Optional.ofNullable(request.clusterName()).orElse(DEFAULT);
    if (!NAME.matcher(name).matches()) {
      throw EcsErrors.invalid("Identifier contains invalid characters.");
    }
    Cluster there = clusters.get(name);
    if (there != null && there.status().equals(ACTIVE)) {
      return there;
    }
    String arn = account.arn("ecs", region, "cluster/" + name);
    Cluster created = Cluster.builder()
        .clusterArn(arn)
        .clusterName(name)
        .status(ACTIVE)
        .settings(
            request.settings().isEmpty()
                ? List.of(ClusterSetting.builder()
                    .name(ClusterSettingName.CONTAINER_INSIGHTS)
                    .value("disabled")
                    .build())
                : request.settings())
        .configuration(request.configuration())
        .capacityProviders(request.capacityProviders())
        .defaultCapacityProviderStrategy(request.defaultCapacityProviderStrategy())
        .registeredContainerInstancesCount(0)
        .build();
    tags.create(arn, request.tags());
    clusters.put(name, created);
    return created;
  }

  DescribeClustersResponse describe(DescribeClustersRequest request, Services services) {
    List<String> wanted = request.clusters().isEmpty() ? List.of(DEFAULT) : request.clusters();
    if (wanted.size() > PAGE) {
      throw EcsErrors.invalid("Clusters can have at most " + PAGE + " items.");
    }
    List<Cluster> found = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String reference : wanted) {
      find(reference)
          .ifPresentOrElse(
              cluster -> found.add(described(cluster, request.include(), services)),
              () -> failures.add(Failure.builder()
                  .arn(account.arn("ecs", region, "cluster/" + nameOf(reference)))
                  .reason("MISSING")
                  .build()));
    }
    return DescribeClustersResponse.builder().clusters(found).failures(failures).build();
  }

  Pages.Page<String> list(ListClustersRequest request) {
    return Pages.page(
        clusters.values().stream()
            .filter(cluster -> cluster.status().equals(ACTIVE))
            .map(Cluster::clusterArn)
            .toList(),
        request.nextToken(),
        request.maxResults(),
        PAGE);
  }

  Cluster delete(String reference, Services services) {
    Cluster cluster = active(reference);
    if (services.activeCount(cluster.clusterArn()) > 0) {
      throw EcsErrors.error(
          ClusterContainsServicesException.builder(),
          "ClusterContainsServicesException",
          "The Cluster cannot be deleted while Services are active.");
    }
    if (!services.tasks(cluster.clusterArn()).isEmpty()) {
      throw EcsErrors.error(
          ClusterContainsTasksException.builder(),
          "ClusterContainsTasksException",
          "The Cluster cannot be deleted while Tasks are active.");
    }
    Cluster deleted = cluster.toBuilder().status(INACTIVE).build();
    clusters.put(cluster.clusterName(), deleted);
    return deleted;
  }

  /** Returns the cluster that a name or an ARN means; nothing means the default one. */
  Cluster active(@Nullable String reference) {
    return find(reference)
        .filter(cluster -> cluster.status().equals(ACTIVE))
        .orElseThrow(EcsErrors::clusterNotFound);
  }

  /** As {@link #active}, but also a deleted cluster, which is still described. */
  Cluster any(@Nullable String reference) {
    return find(reference).orElseThrow(EcsErrors::clusterNotFound);
  }

  Cluster described(Cluster cluster, List<ClusterField> include, Services services) {
    List<Task> tasks = services.tasks(cluster.clusterArn());
    int running =
        (int) tasks.stream().filter(task -> task.lastStatus().equals("RUNNING")).count();
    Cluster.Builder described = cluster.toBuilder()
        .activeServicesCount(services.activeCount(cluster.clusterArn()))
        .runningTasksCount(running)
        .pendingTasksCount((int)
            tasks.stream().filter(task -> task.lastStatus().equals("PENDING")).count());
    if (!include.contains(ClusterField.SETTINGS)) {
      described.settings((List<ClusterSetting>) null);
    }
    if (include.contains(ClusterField.TAGS)) {
      described.tags(tags.of(cluster.clusterArn()));
    }
    return described.build();
  }

  private Optional<Cluster> find(@Nullable String reference) {
    return Optional.ofNullable(clusters.get(nameOf(reference)));
  }

  private static String nameOf(@Nullable String reference) {
    return reference == null ? DEFAULT : reference.substring(reference.lastIndexOf('/') + 1);
  }
}
