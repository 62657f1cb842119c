package org.iasql.local.aws.ec2;

import java.util.List;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** VPCs; each comes with a default security group. */
final class Vpcs {
  private static final int LARGEST = 16;
  private static final int SMALLEST = 28;
  private static final Filters<Vpc> FILTERS = new Filters<Vpc>()
      .on("vpc-id", Vpc::vpcId)
      .on("is-default", Vpc::isDefault)
      .on("isDefault", Vpc::isDefault)
      .on("cidr", Vpc::cidrBlock)
      .on("state", Vpc::stateAsString)
      .on("owner-id", Vpc::ownerId)
      .onTags(Vpc::tags);
  private final Network network;
  private final SecurityGroups groups;

  Vpcs(Network network, SecurityGroups groups) {
    this.network = network;
    this.groups = groups;
  }

  CreateVpcResponse create(CreateVpcRequest request) {
    if (request.cidrBlock() == null) {
      throw Ec2Error.missing("cidrBlock");
    }
    List<Tag> tags = ResourceTags.onCreate(request.tagSpecifications(), ResourceType.VPC);
    Cidr cidr = Cidr.parse(request.cidrBlock(), 32)
        .orElseThrow(() -> Ec2Error.invalid("Value ("
            + request.cidrBlock()
            + ") for parameter cidrBlock is invalid. This is not a valid CIDR block."));
    if (cidr.prefix() < LARGEST || cidr.prefix() > SMALLEST) {
      throw Ec2Error.raise(
          "InvalidVpc.Range", "The CIDR '" + request.cidrBlock() + "' is invalid.");
    }
    return CreateVpcResponse.builder().vpc(tagged(add(cidr, false, tags))).build();
  }

  /** Adds a VPC and its default group. */
  Vpc add(Cidr cidr, boolean isDefault, List<Tag> tags) {
    Vpc vpc = Vpc.builder()
        .vpcId(network.account.newId("vpc-"))
        .cidrBlock(cidr.toString())
        .cidrBlockAssociationSet(VpcCidrBlockAssociation.builder()
            .associationId(network.account.newId("vpc-cidr-assoc-"))
            .cidrBlock(cidr.toString())
            .cidrBlockState(state -> state.state("associated"))
            .build())
        .isDefault(isDefault)
        .state(VpcState.AVAILABLE)
        .ownerId(network.account.accountId())
        .instanceTenancy(Tenancy.DEFAULT)
        .dhcpOptionsId("dopt-" + network.account.hex(8))
        .build();
    network.vpcs.put(vpc.vpcId(), vpc);
    network.tags.put(vpc.vpcId(), tags);
    groups.addDefault(vpc.vpcId());
    return vpc;
  }

  DescribeVpcsResponse describe(DescribeVpcsRequest request) {
    List<Vpc> found = request.vpcIds().isEmpty()
        ? List.copyOf(network.vpcs.values())
        : request.vpcIds().stream().map(network::vpc).toList();
    Pages.Page<Vpc> page = FILTERS.page(
        found.stream().map(this::tagged).toList(),
        request.filters(),
        request.nextToken(),
        request.maxResults());
    return DescribeVpcsResponse.builder()
        .vpcs(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  DeleteVpcResponse delete(DeleteVpcRequest request) {
    String id = network.vpc(request.vpcId()).vpcId();
    List<SecurityGroup> own = network.groups.values().stream()
        .filter(group -> group.vpcId().equals(id))
        .toList();
    boolean hasSubnets =
        network.subnets.values().stream().anyMatch(subnet -> subnet.vpcId().equals(id));
    if (hasSubnets || own.stream().anyMatch(group -> !SecurityGroups.isDefault(group))) {
      throw Ec2Error.raise(
          "DependencyViolation", "The vpc '" + id + "' has dependencies and cannot be deleted.");
    }
    own.forEach(group -> groups.remove(group.groupId()));
    network.vpcs.remove(id);
    network.tags.forget(id);
    return DeleteVpcResponse.builder().build();
  }

  private Vpc tagged(Vpc vpc) {
    return vpc.toBuilder().tags(network.tags.of(vpc.vpcId())).build();
  }
}
