package org.iasql.local.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.local.aws.AwsAssertions.assertFails;

import java.util.List;
import java.util.function.Consumer;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

// The SDK's builders take arrays of generic consumers.
@SuppressWarnings("unchecked")
class ListenersTest {
  private final SimulatedAws aws = SimulatedAws.create();
  private final ElasticLoadBalancingV2Client elb = aws.elb();
  private final List<Subnet> subnets = aws.ec2().describeSubnets().subnets();
  private final String web = loadBalancer("web", LoadBalancerTypeEnum.APPLICATION);
  private final String target = group("target", each -> {}).targetGroupArn();

  private String loadBalancer(String name, LoadBalancerTypeEnum type) {
    return elb.createLoadBalancer(each -> each.name(name)
            .type(type)
            .subnets(subnets.stream().map(Subnet::subnetId).toList()))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
  }

  private TargetGroup group(String name, Consumer<CreateTargetGroupRequest.Builder> settings) {
    CreateTargetGroupRequest.Builder request = CreateTargetGroupRequest.builder()
        .name(name)
        .protocol(ProtocolEnum.HTTP)
        .port(80)
        .targetType(TargetTypeEnum.IP)
        .vpcId(subnets.get(0).vpcId());
    settings.accept(request);
    return elb.createTargetGroup(request.build()).targetGroups().get(0);
  }

  private Listener listen(Consumer<CreateListenerRequest.Builder> settings) {
    CreateListenerRequest.Builder request = CreateListenerRequest.builder()
        .loadBalancerArn(web)
        .port(80)
        .protocol(ProtocolEnum.HTTP)
        .defaultActions(action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(target));
    settings.accept(request);
    return elb.createListener(request.build()).listeners().get(0);
  }

  @Test
  void fillsInTheHealthCheckOfAnHttpTarget() {
    assertThat(group("a", each -> {}))
        .returns("/", TargetGroup::healthCheckPath)
        .returns(30, TargetGroup::healthCheckIntervalSeconds)
        .returns(5, TargetGroup::healthCheckTimeoutSeconds)
        .returns(5, TargetGroup::healthyThresholdCount)
        .returns(2, TargetGroup::unhealthyThresholdCount)
        .returns("HTTP1", TargetGroup::protocolVersion)
        .returns("traffic-port", TargetGroup::healthCheckPort);
    assertThat(group("b", each -> each.protocol(ProtocolEnum.TCP)))
        .returns(ProtocolEnum.TCP, TargetGroup::healthCheckProtocol)
        .returns(10, TargetGroup::healthCheckTimeoutSeconds)
        .returns(null, TargetGroup::healthCheckPath);
  }

  @Test
  void returnsTheExistingTargetGroupForTheSameSettings() {
    assertThat(group("target", each -> {}).targetGroupArn()).isEqualTo(target);
    assertFails("DuplicateTargetGroupName", () -> group("target", each -> each.port(81)));
  }

  @Test
  void refusesBadTargetGroups() {
    assertFails("ValidationError", () -> group("a_b", each -> {}));
    assertFails("ValidationError", () -> group("a", each -> each.port(0)));
    assertFails("ValidationError", () -> group("a", each -> each.vpcId("vpc-0")));
    assertFails("ValidationError", () -> group("a", each -> each.healthCheckPath("health")));
    assertFails(
        "ValidationError",
        () -> group("a", each -> each.healthCheckIntervalSeconds(5).healthCheckTimeoutSeconds(5)));
    assertFails("TargetGroupNotFound", () -> elb.describeTargetGroups(all -> all.names("nothing")));
  }

  @Test
  void changesAHealthCheck() {
    elb.modifyTargetGroup(each -> each.targetGroupArn(target).healthCheckPath("/health"));
    assertThat(elb.describeTargetGroups(all -> all.names("target")).targetGroups())
        .singleElement()
        .returns("/health", TargetGroup::healthCheckPath);
  }

  @Test
  void tellsWhoUsesATargetGroupAndKeepsIt() {
    String listener = listen(each -> {}).listenerArn();
    assertThat(elb.describeTargetGroups(all -> all.loadBalancerArn(web)).targetGroups())
        .singleElement()
        .returns(List.of(web), TargetGroup::loadBalancerArns);
    assertFails("ResourceInUse", () -> elb.deleteTargetGroup(each -> each.targetGroupArn(target)));
    elb.deleteListener(each -> each.listenerArn(listener));
    elb.deleteTargetGroup(each -> each.targetGroupArn(target));
    assertThat(elb.describeTargetGroups().targetGroups()).isEmpty();
  }

  @Test
  void returnsTheExistingListenerForTheSameSettings() {
    assertThat(listen(each -> {})).isEqualTo(listen(each -> {}));
    String other = group("other", each -> {}).targetGroupArn();
    assertFails(
        "DuplicateListener",
        () -> listen(each -> each.defaultActions(
            action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(other))));
  }

  @Test
  void writesAForwardInBothWays() {
    assertThat(listen(each -> {}).defaultActions()).singleElement().satisfies(action -> {
      assertThat(action.targetGroupArn()).isEqualTo(target);
      assertThat(action.forwardConfig().targetGroups().get(0).weight()).isEqualTo(1);
    });
  }

  @Test
  void refusesListenersThatDoNotSuit() {
    assertFails("ValidationError", () -> listen(each -> each.port(70000)));
    assertFails("UnsupportedProtocol", () -> listen(each -> each.protocol(ProtocolEnum.TCP)));
    assertFails("ValidationError", () -> listen(each -> each.protocol(ProtocolEnum.HTTPS)));
    assertFails(
        "CertificateNotFound",
        () -> listen(each -> each.protocol(ProtocolEnum.HTTPS)
            .certificates(one -> one.certificateArn("arn:aws:acm:us-east-2:1:certificate/0"))));
    String tcp = group("tcp", each -> each.protocol(ProtocolEnum.TCP)).targetGroupArn();
    assertFails(
        "IncompatibleProtocols",
        () -> listen(each -> each.defaultActions(
            action -> action.type(ActionTypeEnum.FORWARD).targetGroupArn(tcp))));
  }

  @Test
  void letsATargetGroupServeOneLoadBalancer() {
    listen(each -> {});
    String second = loadBalancer("second", LoadBalancerTypeEnum.APPLICATION);
    assertFails("TargetGroupAssociationLimit", () -> listen(each -> each.loadBalancerArn(second)));
  }

  @Test
  void servesHttpsWithACertificate() {
    String arn =
        aws.acm().requestCertificate(each -> each.domainName("www.example.com")).certificateArn();
    Listener listener = listen(each ->
        each.port(443).protocol(ProtocolEnum.HTTPS).certificates(one -> one.certificateArn(arn)));
    assertThat(listener.sslPolicy()).isEqualTo("ELBSecurityPolicy-2016-08");
    assertFails(
        "SSLPolicyNotFound",
        () ->
            elb.modifyListener(each -> each.listenerArn(listener.listenerArn()).sslPolicy("none")));
    assertFails(
        "ResourceInUseException",
        () -> aws.acm().deleteCertificate(each -> each.certificateArn(arn)));
  }

  @Test
  void movesAListenerToAFreePort() {
    String arn = listen(each -> {}).listenerArn();
    listen(each -> each.port(81));
    assertFails(
        "DuplicateListener",
        () -> elb.modifyListener(each -> each.listenerArn(arn).port(81)));
    elb.modifyListener(each -> each.listenerArn(arn).port(82));
    assertThat(elb.describeListeners(all -> all.loadBalancerArn(web)).listeners())
        .extracting(Listener::port)
        .containsExactly(82, 81);
    assertThat(elb.describeRules(all -> all.listenerArn(arn)).rules()).hasSize(1);
  }

  @Test
  void losesItsListenersWithTheLoadBalancer() {
    String arn = listen(each -> {}).listenerArn();
    elb.deleteLoadBalancer(each -> each.loadBalancerArn(web));
    assertFails("ListenerNotFound", () -> elb.describeListeners(all -> all.listenerArns(arn)));
    assertFails(
        "LoadBalancerNotFound", () -> elb.describeListeners(all -> all.loadBalancerArn(web)));
  }

  @Test
  void callsTargetsHealthyOnceALoadBalancerUsesThem() {
    elb.registerTargets(each -> each.targetGroupArn(target).targets(one -> one.id("172.31.0.9")));
    assertThat(health()).isEqualTo(TargetHealthStateEnum.UNUSED);
    listen(each -> {});
    assertThat(health()).isEqualTo(TargetHealthStateEnum.HEALTHY);
    elb.deregisterTargets(each -> each.targetGroupArn(target).targets(one -> one.id("172.31.0.9")));
    assertThat(elb.describeTargetHealth(each -> each.targetGroupArn(target))
            .targetHealthDescriptions())
        .isEmpty();
  }

  private TargetHealthStateEnum health() {
    return elb.describeTargetHealth(each -> each.targetGroupArn(target))
        .targetHealthDescriptions()
        .get(0)
        .targetHealth()
        .state();
  }
}
