package org.iasql.local.aws.ec2;

import java.util.List;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.ec2.SecurityGroupRules.Revoked;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * EC2's networks and security groups, in memory. A region starts with a default VPC, a subnet of it
 * in each of three zones, and its default security group.
 */
public final class SimulatedEc2 implements Ec2Client {
  private final Network network;
  private final Regions regions;
  private final Vpcs vpcs;
  private final Subnets subnets;
  private final SecurityGroups groups;
  private final SecurityGroupRules rules;
  private final PrefixLists prefixLists;
  private final NetworkInterfaces interfaces;

  /** Creates the service with its region's default VPC. */
  public SimulatedEc2(Account account, String region) {
    network = new Network(account, region);
    regions = new Regions(account, region);
    groups = new SecurityGroups(network);
    vpcs = new Vpcs(network, groups);
    subnets = new Subnets(network, regions);
    prefixLists = new PrefixLists(network);
    rules = new SecurityGroupRules(network, prefixLists);
    interfaces = new NetworkInterfaces(network);
    addDefaultVpc();
  }

  private void addDefaultVpc() {
    Vpc vpc = vpcs.add(Cidr.parse("172.31.0.0/16", 32).orElseThrow(), true, List.of());
    for (int i = 0; i < regions.zones().size(); i++) {
      Cidr cidr = Cidr.parse("172.31." + 16 * i + ".0/20", 32).orElseThrow();
      subnets.add(vpc, cidr, regions.zones().get(i), true);
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public DescribeRegionsResponse describeRegions(DescribeRegionsRequest request) {
    return regions.describeRegions(request);
  }

  @Override
  public DescribeAvailabilityZonesResponse describeAvailabilityZones(
      DescribeAvailabilityZonesRequest request) {
    return regions.describeZones(request);
  }

  @Override
  public CreateVpcResponse createVpc(CreateVpcRequest request) {
    return vpcs.create(request);
  }

  @Override
  public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
    return vpcs.describe(request);
  }

  @Override
  public DeleteVpcResponse deleteVpc(DeleteVpcRequest request) {
    return vpcs.delete(request);
  }

  @Override
  public CreateSubnetResponse createSubnet(CreateSubnetRequest request) {
    return subnets.create(request);
  }

  @Override
  public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
    return subnets.describe(request);
  }

  @Override
  public DeleteSubnetResponse deleteSubnet(DeleteSubnetRequest request) {
    return subnets.delete(request);
  }

  @Override
  public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
    return groups.create(request);
  }

  @Override
  public DescribeSecurityGroupsResponse describeSecurityGroups(
      DescribeSecurityGroupsRequest request) {
    return groups.describe(request);
  }

  @Override
  public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request) {
    return groups.delete(request);
  }

  @Override
  public DescribeSecurityGroupRulesResponse describeSecurityGroupRules(
      DescribeSecurityGroupRulesRequest request) {
    return rules.describe(request);
  }

  @Override
  public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
      AuthorizeSecurityGroupIngressRequest request) {
    if (request.sourceSecurityGroupName() != null) {
      throw Ec2Error.invalid("The parameter sourceSecurityGroupName is not supported in a VPC");
    }
    List<SecurityGroupRule> created = rules.authorize(
        groups.find(request.groupId(), request.groupName()),
        false,
        permissions(
            request.ipPermissions(),
            request.cidrIp(),
            request.ipProtocol(),
            request.fromPort(),
            request.toPort()),
        ResourceTags.onCreate(request.tagSpecifications(), ResourceType.SECURITY_GROUP_RULE));
    return AuthorizeSecurityGroupIngressResponse.builder()
        .returnValue(true)
        .securityGroupRules(created)
        .build();
  }

  @Override
  public AuthorizeSecurityGroupEgressResponse authorizeSecurityGroupEgress(
      AuthorizeSecurityGroupEgressRequest request) {
    List<SecurityGroupRule> created = rules.authorize(
        groups.find(request.groupId(), null),
        true,
        permissions(
            request.ipPermissions(),
            request.cidrIp(),
            request.ipProtocol(),
            request.fromPort(),
            request.toPort()),
        ResourceTags.onCreate(request.tagSpecifications(), ResourceType.SECURITY_GROUP_RULE));
    return AuthorizeSecurityGroupEgressResponse.builder()
        .returnValue(true)
        .securityGroupRules(created)
        .build();
  }

  @Override
  public RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(
      RevokeSecurityGroupIngressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), request.groupName());
    Revoked revoked = request.securityGroupRuleIds().isEmpty()
        ? rules.revoke(
            group,
            false,
            permissions(
                request.ipPermissions(),
                request.cidrIp(),
                request.ipProtocol(),
                request.fromPort(),
                request.toPort()))
        : rules.revokeIds(group, false, request.securityGroupRuleIds());
    return RevokeSecurityGroupIngressResponse.builder()
        .returnValue(true)
        .revokedSecurityGroupRules(
            revoked.rules().stream().map(SimulatedEc2::revoked).toList())
        .unknownIpPermissions(revoked.unknown())
        .build();
  }

  @Override
  public RevokeSecurityGroupEgressResponse revokeSecurityGroupEgress(
      RevokeSecurityGroupEgressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), null);
    Revoked revoked = request.securityGroupRuleIds().isEmpty()
        ? rules.revoke(
            group,
            true,
            permissions(
                request.ipPermissions(),
                request.cidrIp(),
                request.ipProtocol(),
                request.fromPort(),
                request.toPort()))
        : rules.revokeIds(group, true, request.securityGroupRuleIds());
    return RevokeSecurityGroupEgressResponse.builder()
        .returnValue(true)
        .revokedSecurityGroupRules(
            revoked.rules().stream().map(SimulatedEc2::revoked).toList())
        .unknownIpPermissions(revoked.unknown())
        .build();
  }

  @Override
  public ModifySecurityGroupRulesResponse modifySecurityGroupRules(
      ModifySecurityGroupRulesRequest request) {
    return rules.modify(groups.find(request.groupId(), null), request);
  }

  @Override
  public UpdateSecurityGroupRuleDescriptionsIngressResponse
      updateSecurityGroupRuleDescriptionsIngress(
          UpdateSecurityGroupRuleDescriptionsIngressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), request.groupName());
    rules.describePermissions(group, false, request.ipPermissions());
    rules.describeIds(group, false, request.securityGroupRuleDescriptions());
    return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
        .returnValue(true)
        .build();
  }

  @Override
  public UpdateSecurityGroupRuleDescriptionsEgressResponse
      updateSecurityGroupRuleDescriptionsEgress(
          UpdateSecurityGroupRuleDescriptionsEgressRequest request) {
    SecurityGroup group = groups.find(request.groupId(), request.groupName());
    rules.describePermissions(group, true, request.ipPermissions());
    rules.describeIds(group, true, request.securityGroupRuleDescriptions());
    return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
        .returnValue(true)
        .build();
  }

  @Override
  public CreateTagsResponse createTags(CreateTagsRequest request) {
    request.resources().forEach(network::checkExists);
    request.resources().forEach(id -> network.tags.put(id, request.tags()));
    return CreateTagsResponse.builder().build();
  }

  @Override
  public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
    request.resources().forEach(network::checkExists);
    request.resources().forEach(id -> network.tags.remove(id, request.tags()));
    return DeleteTagsResponse.builder().build();
  }

  @Override
  public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
      DescribeNetworkInterfacesRequest request) {
    return interfaces.describe(request);
  }

  @Override
  public DescribeManagedPrefixListsResponse describeManagedPrefixLists(
      DescribeManagedPrefixListsRequest request) {
    return prefixLists.describe(request);
  }

  /** A request may name its one rule without a permission around it. */
  private static List<IpPermission> permissions(
      List<IpPermission> permissions,
      @Nullable String cidr,
      @Nullable String protocol,
      @Nullable Integer from,
      @Nullable Integer to) {
    if (cidr == null && protocol == null) {
      return permissions;
    }
    if (!permissions.isEmpty()) {
      throw Ec2Error.raise(
          "InvalidParameterCombination",
          "The parameter ipPermissions may not be used in combination with cidrIp");
    }
    return List.of(IpPermission.builder()
        .ipProtocol(protocol)
        .fromPort(from)
        .toPort(to)
        .ipRanges(IpRange.builder().cidrIp(cidr).build())
        .build());
  }

  private static RevokedSecurityGroupRule revoked(SecurityGroupRule rule) {
    RevokedSecurityGroupRule.Builder revoked = RevokedSecurityGroupRule.builder()
        .securityGroupRuleId(rule.securityGroupRuleId())
        .groupId(rule.groupId())
        .isEgress(rule.isEgress())
        .ipProtocol(rule.ipProtocol())
        .fromPort(rule.fromPort())
        .toPort(rule.toPort())
        .cidrIpv4(rule.cidrIpv4())
        .cidrIpv6(rule.cidrIpv6())
        .prefixListId(rule.prefixListId())
        .description(rule.description());
    return rule.referencedGroupInfo() == null
        ? revoked.build()
        : revoked.referencedGroupId(rule.referencedGroupInfo().groupId()).build();
  }
}
