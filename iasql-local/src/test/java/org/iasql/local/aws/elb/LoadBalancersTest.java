package org.iasql.local.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.local.aws.AwsAssertions.assertFails;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

// The SDK's builders take arrays of generic consumers.
@SuppressWarnings("unchecked")
class LoadBalancersTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimulatedAws aws = SimulatedAws.builder().clock(now::get).build();
  private final ElasticLoadBalancingV2Client elb = aws.elb();
  private final List<String> subnets =
      aws.ec2().describeSubnets().subnets().stream().map(Subnet::subnetId).toList();

  private LoadBalancer create(String name) {
    return create(name, each -> {});
  }

  private LoadBalancer create(String name, Consumer<CreateLoadBalancerRequest.Builder> settings) {
    CreateLoadBalancerRequest.Builder request =
        CreateLoadBalancerRequest.builder().name(name).subnets(subnets);
    settings.accept(request);
    return elb.createLoadBalancer(request.build()).loadBalancers().get(0);
  }

  private LoadBalancer describe(String name) {
    return elb.describeLoadBalancers(all -> all.names(name)).loadBalancers().get(0);
  }

  @Test
  void namesLoadBalancersAsAwsDoes() {
    assertThat(create("web").dnsName()).matches("web-\\d{10}\\.us-east-2\\.elb\\.amazonaws\\.com");
    LoadBalancer inside = create("db", each -> each.scheme(LoadBalancerSchemeEnum.INTERNAL));
    assertThat(inside.dnsName()).startsWith("internal-db-");
    assertThat(create("net", each -> each.type(LoadBalancerTypeEnum.NETWORK)).loadBalancerArn())
        .contains(":loadbalancer/net/net/");
    assertThat(inside.canonicalHostedZoneId()).isEqualTo("Z3AADJGX6KTTL2");
  }

  @Test
  void isActiveAfterItsProvisioningTime() {
    aws.provisioningTime(Duration.ofMinutes(2));
    create("web");
    assertThat(describe("web").state().code()).isEqualTo(LoadBalancerStateEnum.PROVISIONING);
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
    assertThat(describe("web").state().code()).isEqualTo(LoadBalancerStateEnum.ACTIVE);
  }

  @Test
  void returnsTheExistingOneForTheSameSettings() {
    assertThat(create("web").loadBalancerArn()).isEqualTo(create("web").loadBalancerArn());
    assertFails(
        "DuplicateLoadBalancerName",
        () -> create("web", each -> each.scheme(LoadBalancerSchemeEnum.INTERNAL)));
  }

  @Test
  void refusesBadRequests() {
    assertFails("ValidationError", () -> create("internal-web"));
    assertFails("ValidationError", () -> create("a".repeat(33)));
    assertFails("ValidationError", () -> create("-web"));
    assertFails("ValidationError", () -> create("web", each -> each.subnets(subnets.get(0))));
    assertFails(
        "SubnetNotFound", () -> create("web", each -> each.subnets("subnet-0", "subnet-1")));
    assertFails("InvalidSecurityGroup", () -> create("web", each -> each.securityGroups("sg-0")));
    assertFails("LoadBalancerNotFound", () -> elb.describeLoadBalancers(all -> all.names("web")));
  }

  @Test
  void refusesTwoSubnetsOfOneZone() {
    String vpc =
        aws.ec2().createVpc(each -> each.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    List<String> same = List.of("10.0.0.0/24", "10.0.1.0/24").stream()
        .map(cidr -> aws.ec2()
            .createSubnet(each -> each.vpcId(vpc).cidrBlock(cidr))
            .subnet()
            .subnetId())
        .toList();
    assertFails("InvalidConfigurationRequest", () -> create("web", each -> each.subnets(same)));
  }

  @Test
  void takesTheDefaultGroupUnlessTold() {
    String group = aws.ec2()
        .describeSecurityGroups(all -> all.groupNames("default"))
        .securityGroups()
        .get(0)
        .groupId();
    assertThat(create("web").securityGroups()).containsExactly(group);
    assertThat(create("net", each -> each.type(LoadBalancerTypeEnum.NETWORK)).securityGroups())
        .isEmpty();
  }

  @Test
  void holdsItsGroupsAndSubnetsUntilItsInterfacesAreGone() {
    aws.drainingTime(Duration.ofMinutes(5));
    String group = aws.ec2()
        .createSecurityGroup(each -> each.groupName("web").description("web"))
        .groupId();
    String arn = create("web", each -> each.securityGroups(group)).loadBalancerArn();
    assertThat(aws.ec2().describeNetworkInterfaces().networkInterfaces())
        .hasSize(3)
        .allSatisfy(each -> assertThat(each.description()).startsWith("ELB app/web/"));
    assertFails(
        "DependencyViolation", () -> aws.ec2().deleteSubnet(each -> each.subnetId(subnets.get(0))));
    elb.deleteLoadBalancer(each -> each.loadBalancerArn(arn));
    assertFails(
        "DependencyViolation", () -> aws.ec2().deleteSecurityGroup(each -> each.groupId(group)));
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
    aws.ec2().deleteSecurityGroup(each -> each.groupId(group));
    assertThat(aws.ec2().describeNetworkInterfaces().networkInterfaces()).isEmpty();
  }

  @Test
  void isNotDeletedWhileProtected() {
    String arn = create("web").loadBalancerArn();
    elb.modifyLoadBalancerAttributes(all -> all.loadBalancerArn(arn)
        .attributes(each -> each.key("deletion_protection.enabled").value("true")));
    assertFails(
        "OperationNotPermitted", () -> elb.deleteLoadBalancer(each -> each.loadBalancerArn(arn)));
    elb.modifyLoadBalancerAttributes(all -> all.loadBalancerArn(arn)
        .attributes(each -> each.key("deletion_protection.enabled").value("false")));
    elb.deleteLoadBalancer(each -> each.loadBalancerArn(arn));
    elb.deleteLoadBalancer(each -> each.loadBalancerArn(arn));
    assertThat(elb.describeLoadBalancers().loadBalancers()).isEmpty();
  }

  @Test
  void changesGroupsAndSubnets() {
    String arn = create("web").loadBalancerArn();
    String group = aws.ec2()
        .createSecurityGroup(each -> each.groupName("web").description("web"))
        .groupId();
    elb.setSecurityGroups(each -> each.loadBalancerArn(arn).securityGroups(group));
    elb.setSubnets(each -> each.loadBalancerArn(arn).subnets(subnets.subList(0, 2)));
    assertThat(describe("web").securityGroups()).containsExactly(group);
    assertThat(describe("web").availabilityZones())
        .extracting(AvailabilityZone::subnetId)
        .containsExactlyElementsOf(subnets.subList(0, 2));
  }

  @Test
  void keepsTags() {
    String arn =
        create("web", each -> each.tags(tag -> tag.key("op").value("7"))).loadBalancerArn();
    elb.addTags(each -> each.resourceArns(arn).tags(tag -> tag.key("more").value("8")));
    elb.removeTags(each -> each.resourceArns(arn).tagKeys("op"));
    assertThat(elb.describeTags(each -> each.resourceArns(arn))
            .tagDescriptions()
            .get(0)
            .tags())
        .singleElement()
        .returns("more", tag -> tag.key());
  }

  @Test
  void pagesByMarker() {
    List.of("a", "b", "c").forEach(this::create);
    assertThat(elb.describeLoadBalancersPaginator(each -> each.pageSize(2)).loadBalancers())
        .hasSize(3);
    assertFails("ValidationError", () -> elb.describeLoadBalancers(each -> each.pageSize(401)));
    assertFails("ValidationError", () -> elb.describeLoadBalancers(each -> each.marker("no")));
  }
}
