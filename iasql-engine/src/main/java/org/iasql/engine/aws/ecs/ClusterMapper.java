package org.iasql.engine.aws.ecs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iasql.aws.ecs.Cluster;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.Service;

/** Maps {@code cluster} to ECS. A deleted cluster stays described for a while, as {@code INACTIVE}. */
final class ClusterMapper implements ResourceMapper<Cluster> {
  @Override
  public ResourceType<Cluster> type() {
    return ResourceType.of(Cluster.class);
  }

  @Override
  public List<Observed<Cluster>> list(Observation aws) {
    List<List<String>> chunks =
        EcsListings.chunks(aws.once(EcsListings.CLUSTER_ARNS), 100).toList();
    return aws
        .parallel(
            chunks, arns -> aws.ecs().describeClusters(r -> r.clusters(arns)).clusters())
        .stream()
        .flatMap(List::stream)
        .filter(cluster -> !cluster.status().equals("INACTIVE"))
        .map(cluster -> observed(cluster, aws.region()))
        .toList();
  }

  @Override
  public Observed<Cluster> create(Cluster desired, Step aws) {
    var created = aws.ecs()
        .createCluster(r -> r.clusterName(desired.clusterName()).tags(EcsTags.of(aws.tags())))
        .cluster();
    return observed(created, aws.region());
  }

  @Override
  public Observed<Cluster> update(Observed<Cluster> actual, Cluster desired, Step aws) {
    return actual;
  }

  @Override
  public void delete(Observed<Cluster> actual, Step aws) {
    aws.ecs().deleteCluster(r -> r.cluster(actual.identity()));
  }

  @Override
  public Optional<Observed<Cluster>> read(Observed<Cluster> known, Aws aws) {
    return described(known.identity(), aws).map(cluster -> observed(cluster, aws.region()));
  }

  @Override
  public Optional<Observed<Cluster>> made(Cluster wish, Map<String, String> tags, Aws aws) {
    return described(wish.clusterName(), aws)
        .filter(cluster -> EcsTags.carried(tags, cluster.tags()))
        .map(cluster -> observed(cluster, aws.region()));
  }

  private static Optional<software.amazon.awssdk.services.ecs.model.Cluster> described(
      String nameOrArn, Aws aws) {
    return aws
        .ecs()
        .describeClusters(r -> r.clusters(nameOrArn).include(ClusterField.TAGS))
        .clusters()
        .stream()
        .filter(cluster -> !cluster.status().equals("INACTIVE"))
        .findFirst();
  }

  @Override
  public Optional<String> obstacleToDelete(Observed<Cluster> actual, Observation aws) {
    String others = aws.once(EcsListings.SERVICES).stream()
        .filter(service -> service.clusterArn().equals(actual.identity()))
        .filter(service -> ServiceReader.reasonToLeaveOut(service).isPresent())
        .map(Service::serviceName)
        .map("'%s'"::formatted)
        .sorted()
        .collect(Collectors.joining(", "));
    return Optional.of(others)
        .filter(names -> !names.isEmpty())
        .map(names ->
            ("Cluster '%s' cannot be deleted: it has services that table service cannot hold:"
                    + " %s. Delete them in ECS first, or keep the row.")
                .formatted(actual.value().clusterName(), names));
  }

  private static Observed<Cluster> observed(
      software.amazon.awssdk.services.ecs.model.Cluster cluster, String region) {
    Cluster value = Cluster.builder()
        .region(region)
        .clusterName(cluster.clusterName())
        .clusterArn(cluster.clusterArn())
        .clusterStatus(cluster.status())
        .build();
    return Observed.of(cluster.clusterArn(), value);
  }
}
