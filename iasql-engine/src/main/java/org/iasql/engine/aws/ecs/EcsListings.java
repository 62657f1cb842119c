package org.iasql.engine.aws.ecs;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iasql.engine.aws.Listing;
import org.iasql.engine.aws.Observation;
import software.amazon.awssdk.services.ecs.model.Service;

/** What several mappers of ECS build on. */
final class EcsListings {
  /** The ARNs of all clusters: clusters are described while their services are listed. */
  static final Listing<List<String>> CLUSTER_ARNS = new Listing<>(
      "ECS clusters",
      aws -> aws.ecs().listClustersPaginator(r -> r.maxResults(100)).clusterArns().stream()
          .toList());

  /** Every service that is not gone, whatever it runs on, also those that are being deleted. */
  static final Listing<List<Service>> SERVICES =
      new Listing<>("ECS services", EcsListings::services);

  private EcsListings() {}

  /** Cuts a list into lists of at most {@code size} elements, which AWS takes in one call. */
  static <E> Stream<List<E>> chunks(List<E> elements, int size) {
    return IntStream.iterate(0, i -> i < elements.size(), i -> i + size)
        .mapToObj(i -> elements.subList(i, Math.min(i + size, elements.size())));
  }

  private static List<Service> services(Observation aws) {
    List<Chunk> chunks = aws
        .parallel(aws.once(CLUSTER_ARNS), cluster -> ifThere(() -> chunksOf(cluster, aws), aws))
        .stream()
        .flatMap(List::stream)
        .toList();
    return aws.parallel(chunks, chunk -> ifThere(() -> chunk.describe(aws), aws)).stream()
        .flatMap(List::stream)
        .filter(service -> !service.status().equals("INACTIVE"))
        .toList();
  }

  /** A list lags: a cluster that it still has may be gone. */
  private static <E> List<E> ifThere(Supplier<List<E>> read, Observation aws) {
    return aws.unlessMissing(read).orElse(List.of());
  }

  private static List<Chunk> chunksOf(String cluster, Observation aws) {
    List<String> arns =
        aws
            .ecs()
            .listServicesPaginator(r -> r.cluster(cluster).maxResults(100))
            .serviceArns()
            .stream()
            .toList();
    return chunks(arns, 10).map(chunk -> new Chunk(cluster, chunk)).toList();
  }

  /** As many services of a cluster as ECS describes in one call. */
  private record Chunk(String cluster, List<String> services) {
    private List<Service> describe(Observation aws) {
      return aws.ecs()
          .describeServices(r -> r.cluster(cluster).services(services))
          .services();
    }
  }
}
