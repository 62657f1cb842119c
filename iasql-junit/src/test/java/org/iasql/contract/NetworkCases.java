package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.SubnetDao;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ec2.VpcDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.ec2.model.Filter;

/** VPCs and subnets. */
final class NetworkCases {
  /** The addresses of the VPC that cases make. */
  static final String BLOCK = "10.20.0.0/16";

  private NetworkCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(new VpcCase(), new SubnetCase());
  }

  /** The VPC with these addresses. */
  static Ref<Vpc> vpc(IasqlTransaction tx, String block) {
    return tx.dao(VpcDao.class).findWhere("cidr_block = ?", block).get(0).ref();
  }

  /** A VPC that a change needs. */
  static Ref<Vpc> insertVpc(IasqlTransaction tx, String block) {
    return tx.dao(VpcDao.class).insert(Vpc.builder().cidrBlock(block).build()).ref();
  }

  /** AWS's id of the VPC with these addresses. */
  static String vpcId(SimulatedAws aws, String block) {
    return aws.ec2()
        .describeVpcs(r -> r.filters(filter("cidr", block)))
        .vpcs()
        .get(0)
        .vpcId();
  }

  static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }

  private static final class VpcCase implements ResourceCase<Vpc> {
    @Override
    public ResourceType<Vpc> type() {
      return ResourceType.of(Vpc.class);
    }

    @Override
    public Class<? extends ResourceDao<Vpc>> dao() {
      return VpcDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_vpc");
    }

    @Override
    public Vpc value(IasqlTransaction tx) {
      return Vpc.builder().cidrBlock(BLOCK).build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return aws.ec2().createVpc(request -> request.cidrBlock(BLOCK)).vpc().vpcId();
    }

    @Override
    public void vanish(SimulatedAws aws, Vpc row) {
      aws.ec2().deleteVpc(request -> request.vpcId(row.vpcId().orElseThrow()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, Vpc row) {
      var filter = filter("vpc-id", row.vpcId().orElseThrow());
      return aws
          .ec2(row.region().orElseThrow())
          .describeVpcs(r -> r.filters(filter))
          .vpcs()
          .stream()
          .map(vpc -> CloudColumns.empty()
              .with("vpc_id", vpc.vpcId())
              .with("cidr_block", vpc.cidrBlock())
              .with("state", vpc.stateAsString())
              .with("is_default", vpc.isDefault()))
          .findFirst();
    }

    @Override
    public List<ColumnChange<Vpc>> changes() {
      return List.of(
          ColumnChange.replaces("cidr_block", (row, tx) -> row.withCidrBlock("10.30.0.0/16")),
          ColumnChange.replaces("region", (row, tx) -> row.withRegion(Contract.otherRegion(tx))));
    }
  }

  private static final class SubnetCase implements ResourceCase<Subnet> {
    private static final String PART = "10.20.1.0/24";

    @Override
    public ResourceType<Subnet> type() {
      return ResourceType.of(Subnet.class);
    }

    @Override
    public Class<? extends ResourceDao<Subnet>> dao() {
      return SubnetDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_vpc");
    }

    @Override
    public void insertPrerequisites(IasqlTransaction tx) {
      insertVpc(tx, BLOCK);
    }

    @Override
    public void makePrerequisites(SimulatedAws aws) {
      aws.ec2().createVpc(request -> request.cidrBlock(BLOCK));
    }

    @Override
    public Subnet value(IasqlTransaction tx) {
      return Subnet.builder()
          .availabilityZone("us-east-2a")
          .cidrBlock(PART)
          .vpcId(vpc(tx, BLOCK))
          .build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return aws.ec2()
          .createSubnet(request -> request
              .vpcId(NetworkCases.vpcId(aws, BLOCK))
              .cidrBlock(PART)
              .availabilityZone("us-east-2a"))
          .subnet()
          .subnetId();
    }

    @Override
    public void vanish(SimulatedAws aws, Subnet row) {
      aws.ec2().deleteSubnet(request -> request.subnetId(row.subnetId().orElseThrow()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, Subnet row) {
      var filter = filter("subnet-id", row.subnetId().orElseThrow());
      return aws.ec2().describeSubnets(r -> r.filters(filter)).subnets().stream()
          .map(subnet -> CloudColumns.empty()
              .with("subnet_id", subnet.subnetId())
              .with("subnet_arn", subnet.subnetArn())
              .with("owner_id", subnet.ownerId())
              .with("state", subnet.stateAsString())
              .with("available_ip_address_count", subnet.availableIpAddressCount())
              .with("availability_zone", subnet.availabilityZone())
              .with("cidr_block", subnet.cidrBlock())
              .with("vpc_id", subnet.vpcId()))
          .findFirst();
    }

    @Override
    public List<ColumnChange<Subnet>> changes() {
      return List.of(
          ColumnChange.replaces(
              "availability_zone", (row, tx) -> row.withAvailabilityZone("us-east-2b")),
          ColumnChange.replaces("cidr_block", (row, tx) -> row.withCidrBlock("10.20.2.0/24")),
          ColumnChange.replaces("vpc_id", (row, tx) -> row.withVpcId(insertVpc(tx, BLOCK))),
          ColumnChange.refused(
              "region",
              (row, tx) -> row.withRegion(Contract.otherRegion(tx)),
              "AWS has no references across regions"));
    }
  }
}
