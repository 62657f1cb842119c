package org.iasql.local.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** ECS keeps the target group of a service filled with its tasks. */
class TaskTargetsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimulatedAws aws = SimulatedAws.builder().clock(now::get).build();
  private final ElasticLoadBalancingV2Client elb = aws.elb();
  private String group;

  @BeforeEach
  void runTwoTasks() {
    List<String> subnets =
        aws.ec2().describeSubnets().subnets().stream().map(Subnet::subnetId).toList();
    String vpc = aws.ec2().describeVpcs().vpcs().get(0).vpcId();
    group = elb.createTargetGroup(r -> r.name("web")
            .targetType(TargetTypeEnum.IP)
            .protocol(ProtocolEnum.HTTP)
            .port(80)
            .vpcId(vpc))
        .targetGroups()
        .get(0)
        .targetGroupArn();
    String balancer = elb.createLoadBalancer(r -> r.name("web").subnets(subnets))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
    elb.createListener(r -> r.loadBalancerArn(balancer)
        .protocol(ProtocolEnum.HTTP)
        .port(80)
        .defaultActions(
            Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build()));
    aws.ecs().createCluster(r -> r.clusterName("main"));
    aws.ecs()
        .registerTaskDefinition(r -> r.family("app")
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .containerDefinitions(
                c -> c.name("app").image("nginx").portMappings(p -> p.containerPort(8080))));
    aws.provisioningTime(MINUTE);
    aws.ecs()
        .createService(r -> r.cluster("main")
            .serviceName("web")
            .taskDefinition("app")
            .desiredCount(2)
            .launchType(LaunchType.FARGATE)
            .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(subnets)))
            .loadBalancers(b -> b.targetGroupArn(group).containerName("app").containerPort(8080)));
  }

  @Test
  void registersTasksAndCallsThemHealthyOnceTheyRun() {
    assertThat(health())
        .hasSize(2)
        .allSatisfy(found ->
            assertThat(found.targetHealth().state()).isEqualTo(TargetHealthStateEnum.INITIAL));
    now.updateAndGet(time -> time.plus(MINUTE));
    assertThat(health())
        .allSatisfy(found -> {
          assertThat(found.targetHealth().state()).isEqualTo(TargetHealthStateEnum.HEALTHY);
          assertThat(found.target().port()).isEqualTo(8080);
        })
        .extracting(found -> found.target().id())
        .doesNotHaveDuplicates()
        .allMatch(address -> address.startsWith("172.31."));
    aws.ecs().updateService(r -> r.cluster("main").service("web").desiredCount(1));
    assertThat(health()).hasSize(1);
  }

  @Test
  void callsTargetsUnhealthyOnRequest() {
    now.updateAndGet(time -> time.plus(MINUTE));
    TargetHealth unhealthy = TargetHealth.builder()
        .state(TargetHealthStateEnum.UNHEALTHY)
        .reason(TargetHealthReasonEnum.TARGET_TIMEOUT)
        .description("Request timed out")
        .build();
    aws.targetHealth("web", unhealthy);
    assertThat(health()).extracting(TargetHealthDescription::targetHealth).containsOnly(unhealthy);
  }

  private List<TargetHealthDescription> health() {
    return elb.describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions();
  }
}
