package org.iasql.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class InventoryTest {
  private final SimulatedAws aws = SimulatedAws.create();
  private final SortedSet<String> atFirst = aws.inventory();

  @Test
  void startsWithTheDefaultVpcOfEachRegion() {
    assertThat(atFirst).filteredOn(id -> id.startsWith("vpc-")).hasSize(4);
    assertThat(atFirst).filteredOn(id -> id.startsWith("subnet-")).hasSize(12);
    assertThat(atFirst).noneMatch(id -> id.startsWith("arn:"));
  }

  @Test
  void doesNotShowInTheLog() {
    aws.inventory();
    assertThat(aws.calls().all()).isEmpty();
  }

  @Test
  void holdsWhatWasCreatedInAnyRegionAndService() {
    aws.logs("eu-west-1").createLogGroup(request -> request.logGroupName("app"));
    aws.ecr().createRepository(request -> request.repositoryName("shop"));
    aws.ecrPublic().createRepository(request -> request.repositoryName("open"));
    String cluster =
        aws.ecs().createCluster(request -> request.clusterName("c")).cluster().clusterArn();
    String targets = aws.elb()
        .createTargetGroup(request -> request
            .name("targets")
            .protocol(ProtocolEnum.HTTP)
            .port(80)
            .targetType(TargetTypeEnum.IP)
            .vpcId(aws.ec2().describeVpcs().vpcs().get(0).vpcId()))
        .targetGroups()
        .get(0)
        .targetGroupArn();
    SortedSet<String> created = new TreeSet<>(aws.inventory());
    created.removeAll(atFirst);
    assertThat(created)
        .containsExactlyInAnyOrder(
            "arn:aws:logs:eu-west-1:123456789012:log-group:app",
            "arn:aws:ecr:us-east-2:123456789012:repository/shop",
            "arn:aws:ecr-public::123456789012:repository/open",
            cluster,
            targets);
  }

  @Test
  void forgetsWhatWasDeleted() {
    aws.ecs().createCluster(request -> request.clusterName("c"));
    aws.ecs().deleteCluster(request -> request.cluster("c"));
    assertThat(aws.inventory()).isEqualTo(atFirst);
  }
}
