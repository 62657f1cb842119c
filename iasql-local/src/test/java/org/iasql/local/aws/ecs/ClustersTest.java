package org.iasql.local.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.model.Tag;

class ClustersTest {
  private static final Tag TAG = Tag.builder().key("a").value("1").build();

  private final Fargate fargate = new Fargate();
  private final EcsClient ecs = fargate.ecs;

  @Test
  void returnsTheExistingClusterOfTheSameName() {
    Cluster first = ecs.createCluster(r -> r.clusterName("main").tags(TAG)).cluster();
    Cluster second = ecs.createCluster(r -> r.clusterName("main")).cluster();
    assertThat(first.clusterArn()).isEqualTo("arn:aws:ecs:us-east-2:123456789012:cluster/main");
    assertThat(second).isEqualTo(first);
    assertThat(ecs.listClusters().clusterArns()).containsExactly(first.clusterArn());
  }

  @Test
  void namesMissingClustersAsFailures() {
    var answer = ecs.describeClusters(r -> r.clusters("main"));
    assertThat(answer.clusters()).isEmpty();
    assertThat(answer.failures()).singleElement().satisfies(failure -> {
      assertThat(failure.reason()).isEqualTo("MISSING");
      assertThat(failure.arn()).endsWith("cluster/main");
    });
  }

  @Test
  void describesAtMostHundredClusters() {
    List<String> names = IntStream.range(0, 101).mapToObj(i -> "c" + i).toList();
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> ecs.describeClusters(r -> r.clusters(names)));
  }

  @Test
  void pagesClustersByHundred() {
    IntStream.range(0, 101).forEach(i -> ecs.createCluster(r -> r.clusterName("c" + i)));
    assertThat(ecs.listClusters().clusterArns()).hasSize(100);
    assertThat(ecs.listClustersPaginator().clusterArns().stream()).hasSize(101);
  }

  @Test
  void describesDeletedClusterAsInactiveAndListsItNot() {
    ecs.createCluster(r -> r.clusterName("main").tags(TAG));
    ecs.deleteCluster(r -> r.cluster("main"));
    assertThat(describe().status()).isEqualTo("INACTIVE");
    assertThat(ecs.listClusters().clusterArns()).isEmpty();
    assertThatExceptionOfType(ClusterNotFoundException.class)
        .isThrownBy(() -> ecs.deleteCluster(r -> r.cluster("main")));
    ecs.createCluster(r -> r.clusterName("main"));
    assertThat(describe().status()).isEqualTo("ACTIVE");
    assertThat(describe().tags()).isEmpty();
  }

  @Test
  void deletesClusterOnlyWithoutServicesAndTasks() {
    fargate.aws.drainingTime(Fargate.MINUTE);
    ecs.createCluster(r -> r.clusterName("main"));
    fargate.register();
    fargate.createService();
    assertThat(describe().activeServicesCount()).isEqualTo(1);
    assertThat(describe().runningTasksCount()).isEqualTo(1);
    assertThatExceptionOfType(ClusterContainsServicesException.class)
        .isThrownBy(() -> ecs.deleteCluster(r -> r.cluster("main")));
    ecs.deleteService(r -> r.cluster("main").service("web").force(true));
    assertThatExceptionOfType(ClusterContainsTasksException.class)
        .isThrownBy(() -> ecs.deleteCluster(r -> r.cluster("main")));
    fargate.pass();
    assertThat(ecs.deleteCluster(r -> r.cluster("main")).cluster().status()).isEqualTo("INACTIVE");
  }

  @Test
  void showsTagsOnlyOnRequest() {
    String arn =
        ecs.createCluster(r -> r.clusterName("main").tags(TAG)).cluster().clusterArn();
    Tag other = Tag.builder().key("b").value("2").build();
    ecs.tagResource(r -> r.resourceArn(arn).tags(other));
    assertThat(describe().tags()).containsExactly(TAG, other);
    assertThat(ecs.describeClusters(r -> r.clusters("main")).clusters().get(0).tags())
        .isEmpty();
    ecs.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
    assertThat(ecs.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(other);
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> ecs.tagResource(r -> r.resourceArn(arn + "x").tags(TAG)));
  }

  private Cluster describe() {
    return ecs.describeClusters(r -> r.clusters("main").include(ClusterField.TAGS))
        .clusters()
        .get(0);
  }
}
