package org.iasql.local.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

class ServiceLoadBalancersTest {
  private final Fargate fargate = new Fargate();
  private final ElasticLoadBalancingV2Client elb = fargate.aws.elb();

  @BeforeEach
  void createCluster() {
    fargate.ecs.createCluster(r -> r.clusterName("main"));
    fargate.register();
  }

  @Test
  void needsTargetGroupThatIsAttached() {
    String group = createGroup("group", TargetTypeEnum.IP);
    assertRefused(group, "app", 80, "does not have an associated load balancer");
    attach(group);
    assertThat(create(group, "app", 80).loadBalancers()).hasSize(1);
  }

  @Test
  void needsContainerAndPortOfTheTaskDefinition() {
    String group = createGroup("group", TargetTypeEnum.IP);
    attach(group);
    assertRefused(group, "other", 80, "The container other does not exist");
    assertRefused(group, "app", 81, "did not have a container port 81 defined");
  }

  @Test
  void refusesTargetGroupOfInstances() {
    String group = createGroup("group", TargetTypeEnum.INSTANCE);
    attach(group);
    assertRefused(group, "app", 80, "incompatible with the awsvpc network mode");
  }

  @Test
  void refusesTargetGroupThatIsNotThere() {
    String group = createGroup("group", TargetTypeEnum.IP);
    elb.deleteTargetGroup(r -> r.targetGroupArn(group));
    assertRefused(group, "app", 80, "does not exist");
  }

  private String createGroup(String name, TargetTypeEnum type) {
    String vpc = fargate.aws.ec2().describeVpcs().vpcs().get(0).vpcId();
    return elb.createTargetGroup(r ->
            r.name(name).targetType(type).protocol(ProtocolEnum.HTTP).port(80).vpcId(vpc))
        .targetGroups()
        .get(0)
        .targetGroupArn();
  }

  private void attach(String group) {
    String arn = elb.createLoadBalancer(r -> r.name("balancer").subnets(fargate.subnets()))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
    Action forward =
        Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build();
    elb.createListener(
        r -> r.loadBalancerArn(arn).protocol(ProtocolEnum.HTTP).port(80).defaultActions(forward));
  }

  private Service create(String group, String container, int port) {
    return fargate.createService(r -> r.loadBalancers(LoadBalancer.builder()
        .targetGroupArn(group)
        .containerName(container)
        .containerPort(port)
        .build()));
  }

  private void assertRefused(String group, String container, int port, String message) {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> create(group, container, port))
        .withMessageContaining(message);
  }
}
