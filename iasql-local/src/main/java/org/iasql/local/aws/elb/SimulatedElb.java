package org.iasql.local.aws.elb;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.InterfaceOwner;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Elastic Load Balancing v2 in memory: load balancers, target groups and listeners. */
public final class SimulatedElb implements ElasticLoadBalancingV2Client, InterfaceOwner {
  private static final int ARNS = 20;
  private final Balancing balancing;
  private final LoadBalancers loadBalancers;
  private final TargetGroups targetGroups;
  private final Targets targets;
  private final Listeners listeners;

  /** Creates the service, empty. */
  public SimulatedElb(Account account, String region) {
    balancing = new Balancing(account, region);
    Placement placement = new Placement(balancing);
    loadBalancers = new LoadBalancers(balancing, placement);
    targetGroups = new TargetGroups(balancing, placement);
    targets = new Targets(balancing);
    listeners = new Listeners(balancing, new Actions(balancing));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public List<AttachedInterface> attachedInterfaces() {
    return loadBalancers.attachedInterfaces();
  }

  /** Returns the ARNs of the load balancers with a listener that uses a certificate. */
  public List<String> usersOfCertificate(String certificateArn) {
    return balancing.listeners.values().stream()
        .filter(listener -> listener.certificates().stream()
            .anyMatch(each -> certificateArn.equals(each.certificateArn())))
        .map(Listener::loadBalancerArn)
        .distinct()
        .toList();
  }

  @Override
  public CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
    return CreateLoadBalancerResponse.builder()
        .loadBalancers(loadBalancers.create(request))
        .build();
  }

  @Override
  public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
    return loadBalancers.describe(request);
  }

  @Override
  public DeleteLoadBalancerResponse deleteLoadBalancer(DeleteLoadBalancerRequest request) {
    loadBalancers.delete(request.loadBalancerArn());
    return DeleteLoadBalancerResponse.builder().build();
  }

  @Override
  public SetSecurityGroupsResponse setSecurityGroups(SetSecurityGroupsRequest request) {
    return SetSecurityGroupsResponse.builder()
        .securityGroupIds(loadBalancers.setSecurityGroups(request).securityGroups())
        .build();
  }

  @Override
  public SetSubnetsResponse setSubnets(SetSubnetsRequest request) {
    LoadBalancer changed = loadBalancers.setSubnets(request);
    return SetSubnetsResponse.builder()
        .availabilityZones(changed.availabilityZones())
        .ipAddressType(changed.ipAddressType())
        .build();
  }

  @Override
  public SetIpAddressTypeResponse setIpAddressType(SetIpAddressTypeRequest request) {
    return SetIpAddressTypeResponse.builder()
        .ipAddressType(loadBalancers.setIpAddressType(request).ipAddressType())
        .build();
  }

  @Override
  public DescribeLoadBalancerAttributesResponse describeLoadBalancerAttributes(
      DescribeLoadBalancerAttributesRequest request) {
    return DescribeLoadBalancerAttributesResponse.builder()
        .attributes(loadBalancerAttributes(request.loadBalancerArn()))
        .build();
  }

  @Override
  public ModifyLoadBalancerAttributesResponse modifyLoadBalancerAttributes(
      ModifyLoadBalancerAttributesRequest request) {
    String arn = balancing.loadBalancer(request.loadBalancerArn()).loadBalancerArn();
    Map<String, String> changes = request.attributes().stream()
        .collect(Collectors.toMap(LoadBalancerAttribute::key, LoadBalancerAttribute::value));
    Attributes.modify("Load balancer", balancing.attributes.get(arn), changes);
    return ModifyLoadBalancerAttributesResponse.builder()
        .attributes(loadBalancerAttributes(arn))
        .build();
  }

  @Override
  public CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
    return CreateTargetGroupResponse.builder()
        .targetGroups(targetGroups.create(request))
        .build();
  }

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    return targetGroups.describe(request);
  }

  @Override
  public ModifyTargetGroupResponse modifyTargetGroup(ModifyTargetGroupRequest request) {
    return ModifyTargetGroupResponse.builder()
        .targetGroups(targetGroups.modify(request))
        .build();
  }

  @Override
  public DeleteTargetGroupResponse deleteTargetGroup(DeleteTargetGroupRequest request) {
    targetGroups.delete(request.targetGroupArn());
    targets.forget(request.targetGroupArn());
    return DeleteTargetGroupResponse.builder().build();
  }

  @Override
  public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
      DescribeTargetGroupAttributesRequest request) {
    return DescribeTargetGroupAttributesResponse.builder()
        .attributes(targetGroupAttributes(request.targetGroupArn()))
        .build();
  }

  @Override
  public ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(
      ModifyTargetGroupAttributesRequest request) {
    String arn = balancing.targetGroup(request.targetGroupArn()).targetGroupArn();
    Map<String, String> changes = request.attributes().stream()
        .collect(Collectors.toMap(TargetGroupAttribute::key, TargetGroupAttribute::value));
    Attributes.modify("Target group", balancing.attributes.get(arn), changes);
    return ModifyTargetGroupAttributesResponse.builder()
        .attributes(targetGroupAttributes(arn))
        .build();
  }

  @Override
  public RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
    targets.register(request.targetGroupArn(), request.targets());
    return RegisterTargetsResponse.builder().build();
  }

  @Override
  public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
    targets.deregister(request.targetGroupArn(), request.targets());
    return DeregisterTargetsResponse.builder().build();
  }

  @Override
  public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    return DescribeTargetHealthResponse.builder()
        .targetHealthDescriptions(targets.health(request))
        .build();
  }

  @Override
  public CreateListenerResponse createListener(CreateListenerRequest request) {
    return CreateListenerResponse.builder().listeners(listeners.create(request)).build();
  }

  @Override
  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    return listeners.describe(request);
  }

  @Override
  public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
    return ModifyListenerResponse.builder().listeners(listeners.modify(request)).build();
  }

  @Override
  public DeleteListenerResponse deleteListener(DeleteListenerRequest request) {
    listeners.delete(request.listenerArn());
    return DeleteListenerResponse.builder().build();
  }

  @Override
  public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    if (request.listenerArn() == null) {
      throw ElbError.validation("You must specify a listener ARN");
    }
    return DescribeRulesResponse.builder()
        .rules(listeners.defaultRule(request.listenerArn()))
        .build();
  }

  @Override
  public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
    if (request.resourceArns().isEmpty() || request.resourceArns().size() > ARNS) {
      throw ElbError.validation("Between 1 and " + ARNS + " resource ARNs must be specified");
    }
    request.resourceArns().forEach(this::checkExists);
    return DescribeTagsResponse.builder()
        .tagDescriptions(request.resourceArns().stream()
            .map(arn -> TagDescription.builder()
                .resourceArn(arn)
                .tags(balancing.tags.of(arn))
                .build())
            .toList())
        .build();
  }

  @Override
  public AddTagsResponse addTags(AddTagsRequest request) {
    request.resourceArns().forEach(this::checkExists);
    request.resourceArns().forEach(arn -> balancing.tags.put(arn, request.tags()));
    return AddTagsResponse.builder().build();
  }

  @Override
  public RemoveTagsResponse removeTags(RemoveTagsRequest request) {
    request.resourceArns().forEach(this::checkExists);
    request.resourceArns().forEach(arn -> balancing.tags.remove(arn, request.tagKeys()));
    return RemoveTagsResponse.builder().build();
  }

  private void checkExists(String arn) {
    if (arn.contains(":loadbalancer/")) {
      balancing.loadBalancer(arn);
    } else if (arn.contains(":targetgroup/")) {
      balancing.targetGroup(arn);
    } else {
      balancing.listener(arn);
    }
  }

  private List<LoadBalancerAttribute> loadBalancerAttributes(String arn) {
    balancing.loadBalancer(arn);
    return balancing.attributes.get(arn).entrySet().stream()
        .map(each -> LoadBalancerAttribute.builder()
            .key(each.getKey())
            .value(each.getValue())
            .build())
        .toList();
  }

  private List<TargetGroupAttribute> targetGroupAttributes(String arn) {
    balancing.targetGroup(arn);
    return balancing.attributes.get(arn).entrySet().stream()
        .map(each -> TargetGroupAttribute.builder()
            .key(each.getKey())
            .value(each.getValue())
            .build())
        .toList();
  }
}
