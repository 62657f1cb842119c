package org.iasql.local.aws.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Subnets; their free addresses shrink with the interfaces in them. */
final class Subnets {
  /** AWS keeps the first four addresses of a subnet and its last one. */
  private static final int RESERVED = 5;

  private static final Filters<Subnet> FILTERS = new Filters<Subnet>()
      .on("subnet-id", Subnet::subnetId)
      .on("vpc-id", Subnet::vpcId)
      .on("availability-zone", Subnet::availabilityZone)
      .on("availabilityZone", Subnet::availabilityZone)
      .on("cidr-block", Subnet::cidrBlock)
      .on("default-for-az", Subnet::defaultForAz)
      .on("state", Subnet::stateAsString)
      .on("subnet-arn", Subnet::subnetArn)
      .on("owner-id", Subnet::ownerId)
      .onTags(Subnet::tags);
  private final Network network;
  private final Regions regions;

  Subnets(Network network, Regions regions) {
    this.network = network;
    this.regions = regions;
  }

  CreateSubnetResponse create(CreateSubnetRequest request) {
    if (request.vpcId() == null) {
      throw Ec2Error.missing("vpcId");
    }
    if (request.cidrBlock() == null) {
      throw Ec2Error.missing("cidrBlock");
    }
    List<Tag> tags = ResourceTags.onCreate(request.tagSpecifications(), ResourceType.SUBNET);
    Vpc vpc = network.vpc(request.vpcId());
    String zone = zone(request.availabilityZone());
    Cidr cidr = Cidr.parse(request.cidrBlock(), 32)
        .orElseThrow(() -> Ec2Error.invalid("Value ("
            + request.cidrBlock()
            + ") for parameter cidrBlock is invalid. This is not a valid CIDR block."));
    checkRange(vpc, cidr);
    Subnet subnet = add(vpc, cidr, zone, false);
    network.tags.put(subnet.subnetId(), tags);
    return CreateSubnetResponse.builder()
        .subnet(current(List.of(subnet)).get(0))
        .build();
  }

  Subnet add(Vpc vpc, Cidr cidr, String zone, boolean isDefault) {
    String id = network.account.newId("subnet-");
    Subnet subnet = Subnet.builder()
        .subnetId(id)
        .subnetArn(network.account.arn("ec2", network.region, "subnet/" + id))
        .vpcId(vpc.vpcId())
        .cidrBlock(cidr.toString())
        .availabilityZone(zone)
        .availabilityZoneId(regions.zoneId(zone))
        .state(SubnetState.AVAILABLE)
        .ownerId(network.account.accountId())
        .availableIpAddressCount((int) cidr.size() - RESERVED)
        .defaultForAz(isDefault)
        .mapPublicIpOnLaunch(isDefault)
        .assignIpv6AddressOnCreation(false)
        .build();
    network.subnets.put(id, subnet);
    return subnet;
  }

  DescribeSubnetsResponse describe(DescribeSubnetsRequest request) {
    List<Subnet> found = request.subnetIds().isEmpty()
        ? List.copyOf(network.subnets.values())
        : request.subnetIds().stream().map(network::subnet).toList();
    Pages.Page<Subnet> page =
        FILTERS.page(current(found), request.filters(), request.nextToken(), request.maxResults());
    return DescribeSubnetsResponse.builder()
        .subnets(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  DeleteSubnetResponse delete(DeleteSubnetRequest request) {
    String id = network.subnet(request.subnetId()).subnetId();
    if (network.interfaces().stream().anyMatch(each -> each.subnetId().equals(id))) {
      throw Ec2Error.raise(
          "DependencyViolation", "The subnet '" + id + "' has dependencies and cannot be deleted.");
    }
    network.subnets.remove(id);
    network.tags.forget(id);
    return DeleteSubnetResponse.builder().build();
  }

  private String zone(String wanted) {
    if (wanted != null && !regions.zones().contains(wanted)) {
      throw Ec2Error.invalid("Value ("
          + wanted
          + ") for parameter availabilityZone is invalid. Subnets can currently only be created"
          + " in the following availability zones: "
          + String.join(", ", regions.zones())
          + ".");
    }
    return Optional.ofNullable(wanted).orElse(regions.zones().get(0));
  }

  private void checkRange(Vpc vpc, Cidr cidr) {
    Cidr whole = Cidr.parse(vpc.cidrBlock(), 32).orElseThrow();
    if (!whole.contains(cidr) || cidr.prefix() > 28) {
      throw Ec2Error.raise("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
    }
    boolean conflict = network.subnets.values().stream()
        .filter(other -> other.vpcId().equals(vpc.vpcId()))
        .anyMatch(other -> Cidr.parse(other.cidrBlock(), 32).orElseThrow().overlaps(cidr));
    if (conflict) {
      throw Ec2Error.raise(
          "InvalidSubnet.Conflict", "The CIDR '" + cidr + "' conflicts with another subnet");
    }
  }

  private List<Subnet> current(List<Subnet> subnets) {
    Map<String, Long> used = network.interfaces().stream()
        .collect(Collectors.groupingBy(AttachedInterface::subnetId, Collectors.counting()));
    return subnets.stream()
        .map(subnet -> subnet.toBuilder()
            .availableIpAddressCount(subnet.availableIpAddressCount()
                - used.getOrDefault(subnet.subnetId(), 0L).intValue())
            .tags(network.tags.of(subnet.subnetId()))
            .build())
        .toList();
  }
}
