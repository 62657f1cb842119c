package org.iasql.local.aws.elb;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.iasql.local.aws.ec2.SimulatedEc2;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidSecurityGroupException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetNotFoundException;

/** Where a load balancer may be: the subnets and security groups that EC2 has. */
final class Placement {
  private final Balancing balancing;

  Placement(Balancing balancing) {
    this.balancing = balancing;
  }

  /** Checks a request's subnets, given in one of two ways, against the type of load balancer. */
  List<Subnet> subnets(LoadBalancerTypeEnum type, List<String> ids, List<SubnetMapping> mappings) {
    if (!ids.isEmpty() && !mappings.isEmpty()) {
      throw ElbError.validation("Only one of subnets and subnet mappings can be specified");
    }
    List<String> wanted = mappings.isEmpty()
        ? ids
        : mappings.stream().map(SubnetMapping::subnetId).toList();
    List<Subnet> subnets = wanted.stream().distinct().map(this::subnet).toList();
    Set<String> zones = new HashSet<>();
    for (Subnet subnet : subnets) {
      if (!subnet.vpcId().equals(subnets.get(0).vpcId())) {
        throw invalid(
            "All subnets must belong to the same VPC: '" + subnets.get(0).vpcId() + "'");
      }
      if (!zones.add(subnet.availabilityZone())) {
        throw invalid("A load balancer cannot be attached to multiple subnets in the same"
            + " Availability Zone");
      }
    }
    if (subnets.isEmpty()) {
      throw ElbError.validation("At least one subnet must be specified");
    }
    if (type == LoadBalancerTypeEnum.APPLICATION && zones.size() < 2) {
      throw ElbError.validation(
          "At least two subnets in two different Availability Zones must be specified");
    }
    return subnets;
  }

  static List<AvailabilityZone> zones(List<Subnet> subnets) {
    return subnets.stream()
        .map(subnet -> AvailabilityZone.builder()
            .subnetId(subnet.subnetId())
            .zoneName(subnet.availabilityZone())
            .build())
        .toList();
  }

  /** Returns the groups to use: those asked for, or the VPC's default one where AWS takes that. */
  List<String> securityGroups(LoadBalancerTypeEnum type, List<String> ids, String vpcId) {
    if (type == LoadBalancerTypeEnum.GATEWAY && !ids.isEmpty()) {
      throw invalid("Security groups are not supported for load balancers with type 'gateway'");
    }
    if (ids.isEmpty() && type == LoadBalancerTypeEnum.APPLICATION) {
      return List.of(defaultGroup(vpcId));
    }
    for (String id : ids) {
      if (!group(id).vpcId().equals(vpcId)) {
        throw invalid("One or more security groups are invalid: '"
            + id
            + "' is not in the VPC '"
            + vpcId
            + "' of the load balancer");
      }
    }
    return ids.stream().distinct().toList();
  }

  void checkVpc(String id) {
    try {
      ec2().describeVpcs(DescribeVpcsRequest.builder().vpcIds(id).build());
    } catch (AwsServiceException unknown) {
      throw ElbError.validation("The VPC ID '" + id + "' is not found");
    }
  }

  private Subnet subnet(String id) {
    try {
      return ec2()
          .describeSubnets(DescribeSubnetsRequest.builder().subnetIds(id).build())
          .subnets()
          .get(0);
    } catch (AwsServiceException unknown) {
      throw ElbError.raise(
          SubnetNotFoundException.builder(), "The subnet ID '" + id + "' does not exist");
    }
  }

  private SecurityGroup group(String id) {
    try {
      return ec2()
          .describeSecurityGroups(
              DescribeSecurityGroupsRequest.builder().groupIds(id).build())
          .securityGroups()
          .get(0);
    } catch (AwsServiceException unknown) {
      throw ElbError.raise(
          InvalidSecurityGroupException.builder(),
          "The security group '" + id + "' does not exist");
    }
  }

  private String defaultGroup(String vpcId) {
    return ec2()
        .describeSecurityGroups(DescribeSecurityGroupsRequest.builder()
            .filters(
                Filter.builder().name("vpc-id").values(vpcId).build(),
                Filter.builder().name("group-name").values("default").build())
            .build())
        .securityGroups()
        .get(0)
        .groupId();
  }

  private SimulatedEc2 ec2() {
    return balancing.account.service(balancing.region, SimulatedEc2.class);
  }

  private static AwsServiceException invalid(String message) {
    return ElbError.raise(InvalidConfigurationRequestException.builder(), message);
  }
}
