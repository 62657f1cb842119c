package org.iasql.local.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.local.aws.AwsAssertions.assertFails;

import java.util.List;
import java.util.stream.IntStream;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

// The SDK's builders take arrays of generic consumers.
@SuppressWarnings("unchecked")
class SecurityGroupsTest {
  private final Ec2Client ec2 = SimulatedAws.create().ec2();

  private String group(String name) {
    return ec2.createSecurityGroup(group -> group.groupName(name).description(name))
        .groupId();
  }

  private List<SecurityGroupRule> rules(String group) {
    return ec2.describeSecurityGroupRules(rules ->
            rules.filters(Filter.builder().name("group-id").values(group).build()))
        .securityGroupRules();
  }

  private SecurityGroupRule ingress(
      String group, String protocol, Integer from, Integer to, String cidr) {
    return ec2.authorizeSecurityGroupIngress(
            rule -> rule.groupId(group).ipPermissions(permission(protocol, from, to, cidr)))
        .securityGroupRules()
        .get(0);
  }

  private static IpPermission permission(String protocol, Integer from, Integer to, String cidr) {
    return IpPermission.builder()
        .ipProtocol(protocol)
        .fromPort(from)
        .toPort(to)
        .ipRanges(IpRange.builder().cidrIp(cidr).build())
        .build();
  }

  private void refer(String group, String to) {
    ec2.authorizeSecurityGroupIngress(rule -> rule.groupId(group)
        .ipPermissions(IpPermission.builder()
            .ipProtocol("tcp")
            .fromPort(1)
            .toPort(1)
            .userIdGroupPairs(UserIdGroupPair.builder().groupId(to).build())
            .build()));
  }

  @Test
  void givesEachNewGroupAnEgressRule() {
    assertThat(rules(group("app")))
        .singleElement()
        .returns(true, SecurityGroupRule::isEgress)
        .returns("-1", SecurityGroupRule::ipProtocol)
        .returns(-1, SecurityGroupRule::fromPort)
        .returns("0.0.0.0/0", SecurityGroupRule::cidrIpv4);
  }

  @Test
  void letsTheMembersOfTheDefaultGroupReachEachOther() {
    SecurityGroup group = ec2.describeSecurityGroups(all -> all.groupNames("default"))
        .securityGroups()
        .get(0);
    assertThat(rules(group.groupId())).hasSize(2);
    assertThat(group.ipPermissions().get(0).userIdGroupPairs().get(0).groupId())
        .isEqualTo(group.groupId());
    assertFails(
        "CannotDelete", () -> ec2.deleteSecurityGroup(each -> each.groupId(group.groupId())));
  }

  @Test
  void refusesNamesThatDifferOnlyInCase() {
    group("App");
    assertFails("InvalidGroup.Duplicate", () -> group("aPP"));
  }

  @Test
  void refusesBadNamesAndDescriptions() {
    assertFails("MissingParameter", () -> ec2.createSecurityGroup(each -> each.groupName("a")));
    assertFails("InvalidParameterValue", () -> group("sg-x"));
    assertFails("InvalidParameterValue", () -> group("naïve"));
    assertFails("InvalidParameterValue", () -> group("a".repeat(256)));
    assertFails("InvalidGroup.Reserved", () -> group("default"));
    assertFails(
        "InvalidVpcID.NotFound",
        () ->
            ec2.createSecurityGroup(each -> each.groupName("a").description("a").vpcId("vpc-0")));
  }

  @Test
  void keepsAGroupThatAnotherOneNames() {
    String app = group("app");
    String database = group("database");
    refer(database, app);
    assertFails("DependencyViolation", () -> ec2.deleteSecurityGroup(each -> each.groupId(app)));
    ec2.deleteSecurityGroup(each -> each.groupId(database));
    ec2.deleteSecurityGroup(each -> each.groupId(app));
    assertFails("InvalidGroup.NotFound", () -> ec2.deleteSecurityGroup(each -> each.groupId(app)));
  }

  @Test
  void letsAGroupNameItselfAndGo() {
    String app = group("app");
    refer(app, app);
    ec2.deleteSecurityGroup(each -> each.groupId(app));
    assertThat(ec2.describeSecurityGroups().securityGroups()).hasSize(1);
  }

  @Test
  void refusesASecondEqualRuleWhateverItsDescription() {
    String app = group("app");
    ingress(app, "tcp", 80, 80, "10.0.0.0/8");
    assertFails(
        "InvalidPermission.Duplicate",
        () -> ec2.authorizeSecurityGroupIngress(rule -> rule.groupId(app)
            .ipPermissions(IpPermission.builder()
                .ipProtocol("6")
                .fromPort(80)
                .toPort(80)
                .ipRanges(
                    IpRange.builder().cidrIp("10.9.0.0/8").description("x").build())
                .build())));
    assertFails(
        "InvalidPermission.Duplicate",
        () -> ec2.authorizeSecurityGroupEgress(
            rule -> rule.groupId(app).ipPermissions(permission("-1", null, null, "0.0.0.0/0"))));
    assertThat(rules(app)).hasSize(2);
  }

  @Test
  void writesRulesItsOwnWay() {
    String app = group("app");
    assertThat(ingress(app, "17", 53, 53, "10.1.2.3/16"))
        .returns("udp", SecurityGroupRule::ipProtocol)
        .returns("10.1.0.0/16", SecurityGroupRule::cidrIpv4);
    assertThat(ingress(app, "-1", 80, 90, "10.0.0.0/8"))
        .returns(-1, SecurityGroupRule::fromPort)
        .returns(-1, SecurityGroupRule::toPort);
  }

  @Test
  void refusesBadRules() {
    String app = group("app");
    assertFails("InvalidParameterValue", () -> ingress(app, "tcp", 80, 80, "10.0.0.0/33"));
    assertFails("InvalidParameterValue", () -> ingress(app, "tcp", 81, 80, "10.0.0.0/8"));
    assertFails("InvalidParameterValue", () -> ingress(app, "tcp", 0, 70000, "10.0.0.0/8"));
    assertFails("InvalidParameterValue", () -> ingress(app, "tcp", null, null, "10.0.0.0/8"));
    assertFails("InvalidParameterValue", () -> ingress(app, "http", 80, 80, "10.0.0.0/8"));
    assertFails("InvalidGroup.NotFound", () -> refer(app, "sg-0"));
    assertFails(
        "MissingParameter",
        () -> ec2.authorizeSecurityGroupIngress(
            rule -> rule.groupId(app).ipPermissions(each -> each.ipProtocol("-1"))));
    assertThat(rules(app)).hasSize(1);
  }

  @Test
  void holdsSixtyRulesPerDirection() {
    String app = group("app");
    IntStream.range(0, 60).forEach(port -> ingress(app, "tcp", port, port, "10.0.0.0/8"));
    assertFails(
        "RulesPerSecurityGroupLimitExceeded", () -> ingress(app, "tcp", 60, 60, "10.0.0.0/8"));
  }

  @Test
  void revokesByIdAndByPermission() {
    String app = group("app");
    String id = ingress(app, "tcp", 80, 80, "10.0.0.0/8").securityGroupRuleId();
    ingress(app, "tcp", 81, 81, "10.0.0.0/8");
    assertFails(
        "InvalidSecurityGroupRuleId.NotFound",
        () -> ec2.revokeSecurityGroupEgress(rule -> rule.groupId(app).securityGroupRuleIds(id)));
    ec2.revokeSecurityGroupIngress(rule -> rule.groupId(app).securityGroupRuleIds(id));
    ec2.revokeSecurityGroupIngress(
        rule -> rule.groupId(app).ipPermissions(permission("tcp", 81, 81, "10.0.0.0/8")));
    assertThat(rules(app)).hasSize(1);
    assertFails(
        "InvalidSecurityGroupRuleId.NotFound",
        () -> ec2.revokeSecurityGroupIngress(rule -> rule.groupId(app).securityGroupRuleIds(id)));
  }

  @Test
  void namesUnknownPermissionsOnlyInTheDefaultVpc() {
    String vpc = ec2.createVpc(each -> each.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    String other = ec2.createSecurityGroup(
            each -> each.groupName("a").description("a").vpcId(vpc))
        .groupId();
    IpPermission unknown = permission("tcp", 1, 1, "10.0.0.0/8");
    assertThat(ec2.revokeSecurityGroupIngress(
                rule -> rule.groupId(group("app")).ipPermissions(unknown))
            .unknownIpPermissions())
        .containsExactly(unknown);
    assertFails(
        "InvalidPermission.NotFound",
        () -> ec2.revokeSecurityGroupIngress(rule -> rule.groupId(other).ipPermissions(unknown)));
  }

  @Test
  void modifiesARuleButNotTheKindOfItsSource() {
    String app = group("app");
    String id = ingress(app, "tcp", 80, 80, "10.0.0.0/8").securityGroupRuleId();
    ec2.modifySecurityGroupRules(all -> all.groupId(app)
        .securityGroupRules(update -> update
            .securityGroupRuleId(id)
            .securityGroupRule(rule -> rule.ipProtocol("tcp")
                .fromPort(81)
                .toPort(82)
                .cidrIpv4("11.0.0.0/8")
                .description("new"))));
    assertThat(rules(app))
        .anySatisfy(rule -> assertThat(rule)
            .returns(id, SecurityGroupRule::securityGroupRuleId)
            .returns(82, SecurityGroupRule::toPort)
            .returns("new", SecurityGroupRule::description));
    assertFails(
        "InvalidParameterValue",
        () -> ec2.modifySecurityGroupRules(all -> all.groupId(app)
            .securityGroupRules(update -> update
                .securityGroupRuleId(id)
                .securityGroupRule(
                    rule -> rule.ipProtocol("tcp").fromPort(1).toPort(1).cidrIpv6("::/0")))));
  }

  @Test
  void changesADescriptionByRuleId() {
    String app = group("app");
    String id = ingress(app, "tcp", 80, 80, "10.0.0.0/8").securityGroupRuleId();
    ec2.updateSecurityGroupRuleDescriptionsIngress(all -> all.groupId(app)
        .securityGroupRuleDescriptions(rule -> rule.securityGroupRuleId(id).description("web")));
    assertThat(rules(app)).extracting(SecurityGroupRule::description).contains("web");
  }

  @Test
  void takesRulesOfPrefixLists() {
    String list = ec2.describeManagedPrefixLists(all -> {}).prefixLists().get(0).prefixListId();
    String app = group("app");
    ec2.authorizeSecurityGroupEgress(rule -> rule.groupId(app)
        .ipPermissions(
            each -> each.ipProtocol("-1").prefixListIds(prefix -> prefix.prefixListId(list))));
    assertThat(rules(app)).extracting(SecurityGroupRule::prefixListId).contains(list);
  }
}
