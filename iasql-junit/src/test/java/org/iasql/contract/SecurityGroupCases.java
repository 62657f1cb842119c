package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupDao;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.SecurityGroupRuleDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;

/** Security groups and their rules. */
@SuppressWarnings("unchecked") // The SDK's builders take arrays of generic consumers.
final class SecurityGroupCases {
  private SecurityGroupCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(new GroupCase(), new RuleCase());
  }

  /** The group of this name. */
  static Ref<SecurityGroup> group(IasqlTransaction tx, String name) {
    return tx.dao(SecurityGroupDao.class)
        .findWhere("group_name = ?", name)
        .get(0)
        .ref();
  }

  /** A group in the default VPC. */
  static Ref<SecurityGroup> insertGroup(IasqlTransaction tx, String name) {
    return tx.dao(SecurityGroupDao.class)
        .insert(SecurityGroup.builder().groupName(name).build())
        .ref();
  }

  /** Makes a group without rules by hand, and returns its id. */
  static String makeGroup(SimulatedAws aws, String name, String description, String vpc) {
    String id = aws.ec2()
        .createSecurityGroup(r -> r.groupName(name).description(description).vpcId(vpc))
        .groupId();
    List<String> rules = aws.ec2().describeSecurityGroupRules(r -> {}).securityGroupRules().stream()
        .filter(rule -> rule.groupId().equals(id))
        .map(rule -> rule.securityGroupRuleId())
        .toList();
    aws.ec2().revokeSecurityGroupEgress(r -> r.groupId(id).securityGroupRuleIds(rules));
    return id;
  }

  /** AWS's id of the default VPC. */
  static String defaultVpc(SimulatedAws aws) {
    var filter = NetworkCases.filter("is-default", "true");
    return aws.ec2().describeVpcs(r -> r.filters(filter)).vpcs().get(0).vpcId();
  }

  /** AWS's id of the group of this name. */
  static String groupId(SimulatedAws aws, String name) {
    var filter = NetworkCases.filter("group-name", name);
    return aws.ec2()
        .describeSecurityGroups(r -> r.filters(filter))
        .securityGroups()
        .get(0)
        .groupId();
  }

  private static final class GroupCase implements ResourceCase<SecurityGroup> {
    @Override
    public ResourceType<SecurityGroup> type() {
      return ResourceType.of(SecurityGroup.class);
    }

    @Override
    public Class<? extends ResourceDao<SecurityGroup>> dao() {
      return SecurityGroupDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_security_group");
    }

    @Override
    public void insertPrerequisites(IasqlTransaction tx) {
      NetworkCases.insertVpc(tx, NetworkCases.BLOCK);
    }

    @Override
    public void makePrerequisites(SimulatedAws aws) {
      aws.ec2().createVpc(request -> request.cidrBlock(NetworkCases.BLOCK));
    }

    @Override
    public SecurityGroup value(IasqlTransaction tx) {
      return SecurityGroup.builder()
          .groupName("Contract group")
          .description("For the contract")
          .vpcId(NetworkCases.vpc(tx, NetworkCases.BLOCK))
          .build();
    }

    @Override
    public String make(SimulatedAws aws) {
      String vpc = NetworkCases.vpcId(aws, NetworkCases.BLOCK);
      return makeGroup(aws, "Contract group", "For the contract", vpc);
    }

    @Override
    public void vanish(SimulatedAws aws, SecurityGroup row) {
      aws.ec2().deleteSecurityGroup(r -> r.groupId(row.groupId().orElseThrow()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, SecurityGroup row) {
      var filter = NetworkCases.filter("group-id", row.groupId().orElseThrow());
      return aws.ec2().describeSecurityGroups(r -> r.filters(filter)).securityGroups().stream()
          .map(group -> CloudColumns.empty()
              .with("group_id", group.groupId())
              .with("owner_id", group.ownerId())
              .with("group_name", group.groupName())
              .with("description", group.description())
              .with("vpc_id", group.vpcId()))
          .findFirst();
    }

    @Override
    public List<ColumnChange<SecurityGroup>> changes() {
      return List.of(
          ColumnChange.replaces("description", (row, tx) -> row.withDescription("Another text")),
          ColumnChange.replaces("group_name", (row, tx) -> row.withGroupName("Renamed group")),
          ColumnChange.replaces(
              "vpc_id", (row, tx) -> row.withVpcId(NetworkCases.insertVpc(tx, "10.30.0.0/16"))),
          ColumnChange.refused(
              "region",
              (row, tx) -> row.withRegion(Contract.otherRegion(tx)),
              "AWS has no references across regions"));
    }
  }

  private static final class RuleCase implements ResourceCase<SecurityGroupRule> {
    private static final String OWNER = "Contract group";

    @Override
    public ResourceType<SecurityGroupRule> type() {
      return ResourceType.of(SecurityGroupRule.class);
    }

    @Override
    public Class<? extends ResourceDao<SecurityGroupRule>> dao() {
      return SecurityGroupRuleDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_security_group");
    }

    @Override
    public void insertPrerequisites(IasqlTransaction tx) {
      insertGroup(tx, OWNER);
    }

    @Override
    public void makePrerequisites(SimulatedAws aws) {
      makeGroup(aws, OWNER, OWNER, defaultVpc(aws));
    }

    @Override
    public SecurityGroupRule value(IasqlTransaction tx) {
      return SecurityGroupRule.ingress(group(tx, OWNER))
          .tcp(8088, 8090)
          .from("10.0.0.0/8")
          .description("Clients")
          .build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return aws.ec2()
          .authorizeSecurityGroupIngress(r -> r.groupId(groupId(aws, OWNER))
              .ipPermissions(p -> p.ipProtocol("6")
                  .fromPort(8088)
                  .toPort(8090)
                  .ipRanges(range -> range.cidrIp("10.0.0.0/8").description("Clients"))))
          .securityGroupRules()
          .get(0)
          .securityGroupRuleId();
    }

    @Override
    public void vanish(SimulatedAws aws, SecurityGroupRule row) {
      String group = groupId(aws, OWNER);
      aws.ec2()
          .revokeSecurityGroupIngress(r ->
              r.groupId(group).securityGroupRuleIds(row.securityGroupRuleId().orElseThrow()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, SecurityGroupRule row) {
      var filter = NetworkCases.filter(
          "security-group-rule-id", row.securityGroupRuleId().orElseThrow());
      return aws
          .ec2()
          .describeSecurityGroupRules(r -> r.filters(filter))
          .securityGroupRules()
          .stream()
          .map(rule -> CloudColumns.empty()
              .with("security_group_rule_id", rule.securityGroupRuleId())
              .with("is_egress", rule.isEgress())
              .with("ip_protocol", rule.ipProtocol())
              .with("from_port", rule.fromPort())
              .with("to_port", rule.toPort())
              .with("cidr_ipv4", rule.cidrIpv4())
              .with("cidr_ipv6", rule.cidrIpv6())
              .with("prefix_list_id", rule.prefixListId())
              .with("description", rule.description())
              .with("security_group_id", rule.groupId())
              .with(
                  "source_security_group_id",
                  Optional.ofNullable(rule.referencedGroupInfo()).map(group -> group.groupId())))
          .findFirst();
    }

    @Override
    public List<ColumnChange<SecurityGroupRule>> changes(SimulatedAws aws) {
      String prefixList =
          aws.ec2().describeManagedPrefixLists(r -> {}).prefixLists().get(0).prefixListId();
      return List.of(
          ColumnChange.updates("description", (row, tx) -> row.withDescription("Other clients")),
          ColumnChange.updates("ip_protocol", (row, tx) -> row.withIpProtocol("udp")),
          ColumnChange.updates("from_port", (row, tx) -> row.withFromPort(8000)),
          ColumnChange.updates("to_port", (row, tx) -> row.withToPort(9000)),
          ColumnChange.replaces("cidr_ipv4", (row, tx) -> row.withCidrIpv4("10.1.0.0/16")),
          ColumnChange.replaces("is_egress", (row, tx) -> row.withIsEgress(true)),
          ColumnChange.replaces(
              "cidr_ipv6",
              (row, tx) -> row.withCidrIpv4(Optional.empty()).withCidrIpv6("2001:db8::/32")),
          ColumnChange.replaces(
              "source_security_group_id",
              (row, tx) -> row.withCidrIpv6(Optional.empty())
                  .withSourceSecurityGroupId(insertGroup(tx, "Peer"))),
          ColumnChange.replaces(
              "prefix_list_id",
              (row, tx) ->
                  row.withSourceSecurityGroupId(Optional.empty()).withPrefixListId(prefixList)),
          ColumnChange.replaces(
              "security_group_id",
              (row, tx) -> row.withSecurityGroupId(insertGroup(tx, "Other owner"))),
          ColumnChange.refused(
              "region",
              (row, tx) -> row.withRegion(Contract.otherRegion(tx)),
              "AWS has no references across regions"));
    }
  }
}
