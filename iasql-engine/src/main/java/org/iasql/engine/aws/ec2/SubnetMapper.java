package org.iasql.engine.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.Vpc;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Maps {@code subnet} to EC2. Ids are never used again. */
final class SubnetMapper implements ResourceMapper<Subnet> {
  @Override
  public ResourceType<Subnet> type() {
    return ResourceType.of(Subnet.class);
  }

  @Override
  public List<Observed<Subnet>> list(Observation aws) {
    List<Observed<Subnet>> subnets = new ArrayList<>();
    for (var subnet :
        aws.ec2().describeSubnetsPaginator(r -> r.maxResults(Ec2Requests.PAGE)).subnets()) {
      if (subnet.cidrBlock() == null) {
        aws.leaveOut(Subnet.class, subnet.subnetId(), "they have IPv6 addresses alone");
      } else {
        subnets.add(observed(subnet, aws));
      }
    }
    return subnets;
  }

  @Override
  public Observed<Subnet> create(Subnet desired, Step aws) {
    String vpc = aws.resolve(Vpc.class, desired.vpcId()).identity();
    var tags = Ec2Requests.tags(software.amazon.awssdk.services.ec2.model.ResourceType.SUBNET, aws);
    var response = aws.ec2()
        .createSubnet(r -> r.vpcId(vpc)
            .cidrBlock(desired.cidrBlock())
            .availabilityZone(desired.availabilityZone())
            .tagSpecifications(tags));
    return observed(response.subnet(), aws);
  }

  /** Nothing that a user sets can be updated: every change is a replace. */
  @Override
  public Observed<Subnet> update(Observed<Subnet> actual, Subnet desired, Step aws) {
    return actual;
  }

  @Override
  public void delete(Observed<Subnet> actual, Step aws) {
    aws.ec2().deleteSubnet(r -> r.subnetId(actual.identity()));
  }

  @Override
  public Optional<Observed<Subnet>> read(Observed<Subnet> known, Aws aws) {
    return first(List.of(Ec2Requests.filter("subnet-id", known.identity())), aws);
  }

  @Override
  public Optional<Observed<Subnet>> made(Subnet wish, Map<String, String> tags, Aws aws) {
    var vpc = Ec2Requests.filter("vpc-id", wish.vpcId().cloud().orElseThrow());
    var block = Ec2Requests.filter("cidr-block", wish.cidrBlock());
    return first(Ec2Requests.filters(tags, vpc, block), aws);
  }

  private static Optional<Observed<Subnet>> first(List<Filter> filters, Aws aws) {
    return aws.ec2().describeSubnets(r -> r.filters(filters)).subnets().stream()
        .findFirst()
        .map(subnet -> observed(subnet, aws));
  }

  @Override
  public boolean ready(Subnet actual) {
    return actual.state().equals(Optional.of("available"));
  }

  private static Observed<Subnet> observed(
      software.amazon.awssdk.services.ec2.model.Subnet subnet, Aws aws) {
    Subnet value = Subnet.builder()
        .region(aws.region())
        .availabilityZone(subnet.availabilityZone())
        .state(Optional.ofNullable(subnet.stateAsString()))
        .availableIpAddressCount(Optional.ofNullable(subnet.availableIpAddressCount()))
        .cidrBlock(subnet.cidrBlock())
        .subnetId(subnet.subnetId())
        .ownerId(Optional.ofNullable(subnet.ownerId()))
        .subnetArn(Optional.ofNullable(subnet.subnetArn()))
        .vpcId(Ref.cloud(subnet.vpcId()))
        .build();
    return Observed.of(subnet.subnetId(), value)
        .madeByAws(Boolean.TRUE.equals(subnet.defaultForAz()));
  }
}
