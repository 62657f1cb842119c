package org.iasql.local.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.local.aws.AwsAssertions.assertFails;

import java.util.List;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

// The SDK's builders take arrays of generic consumers.
@SuppressWarnings("unchecked")
class NetworksTest {
  private final SimulatedAws aws = SimulatedAws.create();
  private final Ec2Client ec2 = aws.ec2();

  private String vpc(String cidr) {
    return ec2.createVpc(vpc -> vpc.cidrBlock(cidr)).vpc().vpcId();
  }

  @Test
  void startsWithADefaultVpcInThreeZones() {
    Vpc vpc = ec2.describeVpcs(vpcs -> vpcs.filters(filter("is-default", "true")))
        .vpcs()
        .get(0);
    assertThat(vpc.cidrBlock()).isEqualTo("172.31.0.0/16");
    List<Subnet> subnets =
        ec2.describeSubnets(all -> all.filters(filter("vpc-id", vpc.vpcId()))).subnets();
    assertThat(subnets)
        .extracting(Subnet::availabilityZone)
        .containsExactly("us-east-2a", "us-east-2b", "us-east-2c");
    assertThat(subnets).extracting(Subnet::availableIpAddressCount).containsOnly(4091);
    assertThat(subnets.get(1).cidrBlock()).isEqualTo("172.31.16.0/20");
  }

  @Test
  void listsEnabledRegionsAndTheirZones() {
    assertThat(ec2.describeRegions().regions())
        .extracting(Region::regionName)
        .containsExactly("us-east-1", "us-east-2", "us-west-2", "eu-west-1");
    assertThat(ec2.describeRegions(all -> all.allRegions(true)).regions())
        .extracting(Region::optInStatus)
        .contains("not-opted-in");
    assertThat(ec2.describeAvailabilityZones().availabilityZones())
        .extracting(AvailabilityZone::zoneId)
        .containsExactly("use2-az1", "use2-az2", "use2-az3");
  }

  @Test
  void refusesBadBlocksOfVpcs() {
    assertFails("InvalidParameterValue", () -> vpc("10.0.0.0"));
    assertFails("InvalidVpc.Range", () -> vpc("10.0.0.0/8"));
    assertFails("InvalidVpc.Range", () -> vpc("10.0.0.0/29"));
    assertFails("MissingParameter", () -> ec2.createVpc(vpc -> {}));
  }

  @Test
  void clearsHostBitsAndKeepsTags() {
    Vpc vpc = ec2.createVpc(each -> each.cidrBlock("10.1.2.3/16")
            .tagSpecifications(tags ->
                tags.resourceType(ResourceType.VPC).tags(tag -> tag.key("op").value("7"))))
        .vpc();
    assertThat(vpc.cidrBlock()).isEqualTo("10.1.0.0/16");
    assertThat(ec2.describeVpcs(vpcs -> vpcs.filters(filter("tag:op", "7"))).vpcs())
        .containsExactly(vpc);
  }

  @Test
  void keepsAVpcThatHasSubnetsOrGroups() {
    String vpc = vpc("10.0.0.0/16");
    String subnet = ec2.createSubnet(each -> each.vpcId(vpc).cidrBlock("10.0.0.0/24"))
        .subnet()
        .subnetId();
    assertFails("DependencyViolation", () -> ec2.deleteVpc(each -> each.vpcId(vpc)));
    ec2.deleteSubnet(each -> each.subnetId(subnet));
    String group = ec2.createSecurityGroup(
            each -> each.groupName("app").description("app").vpcId(vpc))
        .groupId();
    assertFails("DependencyViolation", () -> ec2.deleteVpc(each -> each.vpcId(vpc)));
    ec2.deleteSecurityGroup(each -> each.groupId(group));
    ec2.deleteVpc(each -> each.vpcId(vpc));
    assertFails("InvalidVpcID.NotFound", () -> ec2.describeVpcs(each -> each.vpcIds(vpc)));
  }

  @Test
  void checksSubnetsAgainstTheirVpcAndEachOther() {
    String vpc = vpc("10.0.0.0/16");
    ec2.createSubnet(each -> each.vpcId(vpc).cidrBlock("10.0.0.0/24"));
    assertFails(
        "InvalidSubnet.Conflict",
        () -> ec2.createSubnet(each -> each.vpcId(vpc).cidrBlock("10.0.0.128/25")));
    assertFails(
        "InvalidSubnet.Range",
        () -> ec2.createSubnet(each -> each.vpcId(vpc).cidrBlock("10.1.0.0/24")));
    assertFails(
        "InvalidVpcID.NotFound",
        () -> ec2.createSubnet(each -> each.vpcId("vpc-0").cidrBlock("10.1.0.0/24")));
    assertFails(
        "InvalidParameterValue",
        () -> ec2.createSubnet(
            each -> each.vpcId(vpc).cidrBlock("10.0.1.0/24").availabilityZone("us-east-2z")));
  }

  @Test
  void refusesUnknownFilters() {
    assertFails(
        "InvalidParameterValue",
        () -> ec2.describeVpcs(vpcs -> vpcs.filters(filter("colour", "blue"))));
  }

  @Test
  void tagsWhatExists() {
    String vpc = vpc("10.0.0.0/16");
    ec2.createTags(tags -> tags.resources(vpc).tags(tag -> tag.key("a").value("b")));
    assertThat(ec2.describeVpcs(each -> each.vpcIds(vpc)).vpcs().get(0).tags()).hasSize(1);
    ec2.deleteTags(tags -> tags.resources(vpc).tags(tag -> tag.key("a")));
    assertThat(ec2.describeVpcs(each -> each.vpcIds(vpc)).vpcs().get(0).tags()).isEmpty();
    assertFails(
        "InvalidID",
        () -> ec2.createTags(tags -> tags.resources("vpc-0").tags(tag -> tag.key("a"))));
  }

  @Test
  void writesAddressesInTheirShortestForm() {
    assertThat(Cidr.parse("2001:DB8:0:0:1:0:0:1/128", 128))
        .hasToString("Optional[2001:db8::1:0:0:1/128]");
    assertThat(Cidr.parse("::/0", 128)).hasToString("Optional[::/0]");
    assertThat(Cidr.parse("fe80::1/10", 128)).hasToString("Optional[fe80::/10]");
    assertThat(Cidr.parse("1:2:3:4:5:6:7:8/128", 128)).hasToString("Optional[1:2:3:4:5:6:7:8/128]");
    assertThat(Cidr.parse("10.0.0.0/33", 32)).isEmpty();
    assertThat(Cidr.parse("10.0.0.256/32", 32)).isEmpty();
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }
}
