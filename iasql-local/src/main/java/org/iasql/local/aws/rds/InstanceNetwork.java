package org.iasql.local.aws.rds;

import java.util.List;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.ec2.SimulatedEc2;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.rds.model.InvalidVpcNetworkStateException;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** The place of database instances: the default VPC of the region, as EC2 has it now. */
final class InstanceNetwork {
  private final Account account;
  private final String region;

  InstanceNetwork(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  /** Returns the subnet of a zone; without a zone that of the first. */
  Subnet subnet(@Nullable String zone) {
    if (zone != null && !zone.startsWith(region)) {
      throw RdsErrors.invalidValue("Invalid availability zone: " + zone);
    }
    String vpc = vpcId();
    return ec2().describeSubnets(DescribeSubnetsRequest.builder().build()).subnets().stream()
        .filter(subnet -> subnet.vpcId().equals(vpc))
        .filter(subnet -> zone == null || subnet.availabilityZone().equals(zone))
        .findFirst()
        .orElseThrow(() -> networkState("The default VPC has no subnet in the zone " + zone + "."));
  }

  /** Returns the memberships that a wish leads to: without one, the VPC's default group. */
  List<VpcSecurityGroupMembership> memberships(List<String> wish) {
    List<String> ids = wish.isEmpty() ? List.of(defaultGroup()) : wish;
    ids.forEach(this::checkGroup);
    return ids.stream()
        .map(id -> VpcSecurityGroupMembership.builder()
            .vpcSecurityGroupId(id)
            .status("active")
            .build())
        .toList();
  }

  private void checkGroup(String id) {
    try {
      String vpc = ec2()
          .describeSecurityGroups(
              DescribeSecurityGroupsRequest.builder().groupIds(id).build())
          .securityGroups()
          .get(0)
          .vpcId();
      if (!vpc.equals(vpcId())) {
        throw RdsErrors.invalidCombination(
            "The DB instance and EC2 security group are in different "
                + "VPCs. The DB instance is in " + vpcId() + " and the EC2 security group is in "
                + vpc);
      }
    } catch (Ec2Exception notFound) {
      throw RdsErrors.invalidValue("Invalid security group , groupId= " + id + ", groupName=.");
    }
  }

  private String defaultGroup() {
    String vpc = vpcId();
    return ec2()
        .describeSecurityGroups(DescribeSecurityGroupsRequest.builder().build())
        .securityGroups()
        .stream()
        .filter(group -> group.vpcId().equals(vpc) && group.groupName().equals("default"))
        .map(SecurityGroup::groupId)
        .findFirst()
        .orElseThrow(() -> networkState("The default VPC has no default security group."));
  }

  private String vpcId() {
    return ec2().describeVpcs(DescribeVpcsRequest.builder().build()).vpcs().stream()
        .filter(Vpc::isDefault)
        .map(Vpc::vpcId)
        .findFirst()
        .orElseThrow(() -> networkState("No default VPC found in " + region + "."));
  }

  private static AwsServiceException networkState(String message) {
    return RdsErrors.error(
        InvalidVpcNetworkStateException.builder(), "InvalidVPCNetworkStateFault", 400, message);
  }

  private Ec2Client ec2() {
    return account.service(region, SimulatedEc2.class);
  }
}
