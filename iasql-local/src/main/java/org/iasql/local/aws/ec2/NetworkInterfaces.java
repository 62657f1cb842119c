package org.iasql.local.aws.ec2;

import java.util.List;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The network interfaces that other services hold: accounts make none of their own here. */
final class NetworkInterfaces {
  private static final Filters<NetworkInterface> FILTERS = new Filters<NetworkInterface>()
      .on("network-interface-id", NetworkInterface::networkInterfaceId)
      .onAny(
          "group-id",
          each -> each.groups().stream().map(GroupIdentifier::groupId).toList())
      .on("subnet-id", NetworkInterface::subnetId)
      .on("vpc-id", NetworkInterface::vpcId)
      .on("availability-zone", NetworkInterface::availabilityZone)
      .on("description", NetworkInterface::description)
      .on("status", NetworkInterface::statusAsString);
  private final Network network;

  NetworkInterfaces(Network network) {
    this.network = network;
  }

  DescribeNetworkInterfacesResponse describe(DescribeNetworkInterfacesRequest request) {
    List<NetworkInterface> all = network.interfaces().stream().map(this::toSdk).toList();
    for (String id : request.networkInterfaceIds()) {
      if (all.stream().noneMatch(each -> each.networkInterfaceId().equals(id))) {
        throw Ec2Error.raise(
            "InvalidNetworkInterfaceID.NotFound",
            "The networkInterface ID '" + id + "' does not exist");
      }
    }
    List<NetworkInterface> found = all.stream()
        .filter(each -> request.networkInterfaceIds().isEmpty()
            || request.networkInterfaceIds().contains(each.networkInterfaceId()))
        .toList();
    Pages.Page<NetworkInterface> page =
        FILTERS.page(found, request.filters(), request.nextToken(), request.maxResults());
    return DescribeNetworkInterfacesResponse.builder()
        .networkInterfaces(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private NetworkInterface toSdk(AttachedInterface each) {
    Subnet subnet = network.subnet(each.subnetId());
    return NetworkInterface.builder()
        .networkInterfaceId(each.interfaceId())
        .subnetId(each.subnetId())
        .vpcId(subnet.vpcId())
        .availabilityZone(subnet.availabilityZone())
        .description(each.description())
        .ownerId(network.account.accountId())
        .requesterManaged(true)
        .status(NetworkInterfaceStatus.IN_USE)
        .groups(each.securityGroupIds().stream()
            .map(id -> GroupIdentifier.builder()
                .groupId(id)
                .groupName(network.group(id).groupName())
                .build())
            .toList())
        .build();
  }
}
