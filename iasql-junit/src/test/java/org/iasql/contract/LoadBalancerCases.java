package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.SubnetDao;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerDao;
import org.iasql.aws.elb.LoadBalancerIpAddressType;
import org.iasql.aws.elb.LoadBalancerScheme;
import org.iasql.aws.elb.LoadBalancerType;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;

/** Load balancers. */
final class LoadBalancerCases {
  /** The load balancer's name. */
  static final String NAME = "contract-balancer";

  private static final String GROUP = "Balancer group";

  private LoadBalancerCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(
        new BalancerCase(LoadBalancerType.APPLICATION), new BalancerCase(LoadBalancerType.NETWORK));
  }

  /** A load balancer in the default VPC, with a group if it has to have one. */
  static LoadBalancer insert(IasqlTransaction tx, LoadBalancerType type) {
    LoadBalancer.Builder balancer =
        LoadBalancer.builder().loadBalancerName(NAME).loadBalancerType(type).vpc("default");
    if (type == LoadBalancerType.APPLICATION) {
      balancer.addSecurityGroups(SecurityGroupCases.insertGroup(tx, GROUP));
    }
    return tx.dao(LoadBalancerDao.class).insert(balancer.build());
  }

  /** The same by hand; its ARN. */
  static String make(SimulatedAws aws, LoadBalancerType type) {
    Set<String> groups = type == LoadBalancerType.APPLICATION
        ? Set.of(
            SecurityGroupCases.makeGroup(aws, GROUP, GROUP, SecurityGroupCases.defaultVpc(aws)))
        : Set.of();
    return make(aws, type, groups);
  }

  private static String make(SimulatedAws aws, LoadBalancerType type, Set<String> groups) {
    String vpc = SecurityGroupCases.defaultVpc(aws);
    Set<String> subnets = aws.ec2().describeSubnets().subnets().stream()
        .filter(subnet -> subnet.vpcId().equals(vpc))
        .map(subnet -> subnet.subnetId())
        .collect(Collectors.toSet());
    return aws.elb()
        .createLoadBalancer(request -> request
            .name(NAME)
            .type(type.label())
            .subnets(subnets)
            .securityGroups(groups.isEmpty() ? null : groups))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
  }

  /** Subnets in two zones of a new VPC. */
  private static Ref<Vpc> insertNetwork(IasqlTransaction tx, String prefix) {
    Ref<Vpc> vpc = NetworkCases.insertVpc(tx, prefix + ".0.0/16");
    for (String zone : List.of("a", "b")) {
      tx.dao(SubnetDao.class)
          .insert(Subnet.builder()
              .vpcId(vpc)
              .availabilityZone("us-east-2" + zone)
              .cidrBlock(prefix + (zone.equals("a") ? ".1.0/24" : ".2.0/24"))
              .build());
    }
    return vpc;
  }

  private record BalancerCase(LoadBalancerType kind) implements ResourceCase<LoadBalancer> {
    @Override
    public String title() {
      return kind.label() + " load_balancer";
    }

    @Override
    public ResourceType<LoadBalancer> type() {
      return ResourceType.of(LoadBalancer.class);
    }

    @Override
    public Class<? extends ResourceDao<LoadBalancer>> dao() {
      return LoadBalancerDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_elb");
    }

    @Override
    public void insertPrerequisites(IasqlTransaction tx) {
      SecurityGroupCases.insertGroup(tx, GROUP);
    }

    @Override
    public void makePrerequisites(SimulatedAws aws) {
      SecurityGroupCases.makeGroup(aws, GROUP, GROUP, SecurityGroupCases.defaultVpc(aws));
    }

    @Override
    public LoadBalancer value(IasqlTransaction tx) {
      return LoadBalancer.builder()
          .loadBalancerName(NAME)
          .loadBalancerType(kind)
          .addSecurityGroups(SecurityGroupCases.group(tx, GROUP))
          .build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return LoadBalancerCases.make(aws, kind, Set.of(SecurityGroupCases.groupId(aws, GROUP)));
    }

    @Override
    public void vanish(SimulatedAws aws, LoadBalancer row) {
      aws.elb().deleteLoadBalancer(r -> r.loadBalancerArn(row.loadBalancerArn().orElseThrow()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, LoadBalancer row) {
      String arn = row.loadBalancerArn().orElseThrow();
      try {
        return aws
            .elb()
            .describeLoadBalancers(r -> r.loadBalancerArns(arn))
            .loadBalancers()
            .stream()
            .map(BalancerCase::columns)
            .findFirst();
      } catch (LoadBalancerNotFoundException gone) {
        return Optional.empty();
      }
    }

    private static CloudColumns columns(
        software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer balancer) {
      List<AvailabilityZone> zones = balancer.availabilityZones();
      return CloudColumns.empty()
          .with("load_balancer_name", balancer.loadBalancerName())
          .with("load_balancer_arn", balancer.loadBalancerArn())
          .with("dns_name", balancer.dnsName())
          .with("canonical_hosted_zone_id", balancer.canonicalHostedZoneId())
          .with("scheme", balancer.schemeAsString())
          .with("state", balancer.state().codeAsString())
          .with("load_balancer_type", balancer.typeAsString())
          .with("vpc_id", balancer.vpcId())
          .with("subnets", zones.stream().map(AvailabilityZone::subnetId).toList())
          .with(
              "availability_zones",
              zones.stream().map(AvailabilityZone::zoneName).toList())
          .with("ip_address_type", balancer.ipAddressTypeAsString())
          .with("customer_owned_ipv4_pool", balancer.customerOwnedIpv4Pool())
          .with("security_groups", balancer.securityGroups());
    }

    private LoadBalancer.Builder like(LoadBalancer row) {
      return LoadBalancer.builder().from(row);
    }

    private LoadBalancer inNewVpc(LoadBalancer row, IasqlTransaction tx) {
      Ref<Vpc> vpc = insertNetwork(tx, "10.40");
      var group = tx.dao(org.iasql.aws.ec2.SecurityGroupDao.class)
          .insert(org.iasql.aws.ec2.SecurityGroup.builder()
              .groupName("Elsewhere")
              .vpcId(vpc)
              .build());
      return like(row)
          .vpcId(vpc)
          .vpc(Optional.empty())
          .subnets(Optional.empty())
          .availabilityZones(Optional.empty())
          .securityGroups(List.of(group.ref()))
          .build();
    }

    @Override
    public List<ColumnChange<LoadBalancer>> changes() {
      LoadBalancerType other = kind == LoadBalancerType.NETWORK
          ? LoadBalancerType.APPLICATION
          : LoadBalancerType.NETWORK;
      return List.of(
          ColumnChange.changesNothing(
              "vpc", (row, tx) -> like(row).vpc("default").build()),
          ColumnChange.updates(
              "ip_address_type",
              (row, tx) -> row.withIpAddressType(LoadBalancerIpAddressType.DUALSTACK)),
          ColumnChange.updates(
              "subnets",
              (row, tx) -> row.withSubnets(row.subnets().orElseThrow().stream()
                  .sorted()
                  .limit(2)
                  .collect(Collectors.toSet()))),
          ColumnChange.updates(
              "availability_zones",
              (row, tx) ->
                  row.withAvailabilityZones(Set.of("us-east-2a", "us-east-2b", "us-east-2c"))),
          ColumnChange.updates(
              "security_groups",
              (row, tx) -> row.withSecurityGroups(List.of(
                  SecurityGroupCases.group(tx, GROUP), SecurityGroupCases.insertGroup(tx, "B")))),
          ColumnChange.replaces("scheme", (row, tx) -> row.withScheme(LoadBalancerScheme.INTERNAL)),
          ColumnChange.replaces(
              "load_balancer_name", (row, tx) -> row.withLoadBalancerName("contract-other")),
          ColumnChange.replaces("vpc_id", this::inNewVpc),
          ColumnChange.replaces(
              "customer_owned_ipv4_pool",
              (row, tx) -> like(row)
                  .customerOwnedIpv4Pool("ipv4pool-coip-0123456789abcdef0")
                  .build()),
          ColumnChange.replaces(
              "load_balancer_type",
              (row, tx) -> like(row)
                  .customerOwnedIpv4Pool(Optional.empty())
                  .loadBalancerType(other)
                  .build()),
          ColumnChange.refused(
              "region", (row, tx) -> like(row).region(Contract.otherRegion(tx)).build(), "region"));
    }
  }
}
