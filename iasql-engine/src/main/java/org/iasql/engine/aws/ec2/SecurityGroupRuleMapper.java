package org.iasql.engine.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;

/** Maps {@code security_group_rule} to EC2. Ids are never used again. */
final class SecurityGroupRuleMapper implements ResourceMapper<SecurityGroupRule> {
  @Override
  public ResourceType<SecurityGroupRule> type() {
    return ResourceType.of(SecurityGroupRule.class);
  }

  @Override
  public List<Observed<SecurityGroupRule>> list(Observation aws) {
    var rules = aws
        .ec2()
        .describeSecurityGroupRulesPaginator(r -> r.maxResults(Ec2Requests.PAGE))
        .securityGroupRules()
        .stream()
        .toList();
    Map<String, Observed<SecurityGroup>> groups = aws.all(SecurityGroup.class).stream()
        .collect(Collectors.toMap(Observed::identity, Function.identity()));
    List<Observed<SecurityGroupRule>> held = new ArrayList<>();
    for (var rule : rules) {
      Optional<String> misfit = misfit(rule, groups);
      if (misfit.isPresent()) {
        aws.leaveOut(SecurityGroupRule.class, rule.securityGroupRuleId(), misfit.get());
      } else {
        boolean ofDefault = groups.get(rule.groupId()).madeByAws();
        held.add(observed(rule, aws).madeByAws(ofDefault && isInitial(rule)));
      }
    }
    return held;
  }

  private static Optional<String> misfit(
      software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule,
      Map<String, Observed<SecurityGroup>> groups) {
    if (!groups.containsKey(rule.groupId())) {
      return Optional.of("their group is gone, or is another account's");
    }
    var peer = rule.referencedGroupInfo();
    return peer == null || groups.containsKey(peer.groupId())
        ? Optional.empty()
        : Optional.of(
            "the group on the other side is gone, in another account or in another region");
  }

  /** Whether AWS gives a default group this rule: everything from its members, and to anywhere. */
  private static boolean isInitial(
      software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule) {
    var peer = rule.referencedGroupInfo();
    boolean everywhere = "0.0.0.0/0".equals(rule.cidrIpv4()) || "::/0".equals(rule.cidrIpv6());
    boolean itself = peer != null && rule.groupId().equals(peer.groupId());
    return rule.ipProtocol().equals("-1") && (rule.isEgress() ? everywhere : itself);
  }

  /** The rules that AWS gave a new VPC's default group. */
  static List<Observed<SecurityGroupRule>> initial(String group, Aws aws) {
    return described(List.of(Ec2Requests.filter("group-id", group)), aws).stream()
        .filter(SecurityGroupRuleMapper::isInitial)
        .map(rule -> observed(rule, aws).madeByAws(true))
        .toList();
  }

  /** One rule for each call, because not every answer to more says which rule is which. */
  @Override
  public Observed<SecurityGroupRule> create(SecurityGroupRule desired, Step aws) {
    String group = aws.resolve(SecurityGroup.class, desired.securityGroupId()).identity();
    Optional<String> peer = aws.identity(SecurityGroup.class, desired.sourceSecurityGroupId());
    var permission = Permissions.of(desired, peer);
    var tags = Ec2Requests.tags(
        software.amazon.awssdk.services.ec2.model.ResourceType.SECURITY_GROUP_RULE, aws);
    var rules = desired.isEgress()
        ? aws.ec2()
            .authorizeSecurityGroupEgress(
                r -> r.groupId(group).ipPermissions(permission).tagSpecifications(tags))
            .securityGroupRules()
        : aws.ec2()
            .authorizeSecurityGroupIngress(
                r -> r.groupId(group).ipPermissions(permission).tagSpecifications(tags))
            .securityGroupRules();
    return wished(rules.get(0).securityGroupRuleId(), desired, group, peer, aws);
  }

  /** AWS takes the whole rule, and says no more than that it has taken it. */
  @Override
  public Observed<SecurityGroupRule> update(
      Observed<SecurityGroupRule> actual, SecurityGroupRule desired, Step aws) {
    String group = aws.resolve(SecurityGroup.class, desired.securityGroupId()).identity();
    Optional<String> peer = aws.identity(SecurityGroup.class, desired.sourceSecurityGroupId());
    SecurityGroupRuleRequest wish = SecurityGroupRuleRequest.builder()
        .ipProtocol(desired.ipProtocol())
        .fromPort(desired.fromPort().orElse(null))
        .toPort(desired.toPort().orElse(null))
        .cidrIpv4(desired.cidrIpv4().orElse(null))
        .cidrIpv6(desired.cidrIpv6().orElse(null))
        .prefixListId(desired.prefixListId().orElse(null))
        .referencedGroupId(peer.orElse(null))
        .description(desired.description().orElse(null))
        .build();
    var update = SecurityGroupRuleUpdate.builder()
        .securityGroupRuleId(actual.identity())
        .securityGroupRule(wish)
        .build();
    aws.ec2().modifySecurityGroupRules(r -> r.groupId(group).securityGroupRules(update));
    return wished(actual.identity(), desired, group, peer, aws);
  }

  @Override
  public void delete(Observed<SecurityGroupRule> actual, Step aws) {
    SecurityGroupRule rule = actual.value();
    String group = aws.resolve(SecurityGroup.class, rule.securityGroupId()).identity();
    if (rule.isEgress()) {
      aws.ec2()
          .revokeSecurityGroupEgress(r -> r.groupId(group).securityGroupRuleIds(actual.identity()));
    } else {
      aws.ec2()
          .revokeSecurityGroupIngress(
              r -> r.groupId(group).securityGroupRuleIds(actual.identity()));
    }
  }

  /** Whether it is a default group's initial rule does not change, as long as the rule does not. */
  @Override
  public Optional<Observed<SecurityGroupRule>> read(Observed<SecurityGroupRule> known, Aws aws) {
    var id = Ec2Requests.filter("security-group-rule-id", known.identity());
    return described(List.of(id), aws).stream()
        .findFirst()
        .map(rule -> observed(rule, aws).madeByAws(known.madeByAws() && isInitial(rule)));
  }

  @Override
  public Optional<Observed<SecurityGroupRule>> made(
      SecurityGroupRule wish, Map<String, String> tags, Aws aws) {
    var group = Ec2Requests.filter("group-id", wish.securityGroupId().cloud().orElseThrow());
    return described(Ec2Requests.filters(tags, group), aws).stream()
        .map(rule -> observed(rule, aws))
        .filter(rule -> rule.value().withDescription(wish.description()).equals(wish))
        .findFirst();
  }

  private static List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> described(
      List<Filter> filters, Aws aws) {
    return aws
        .ec2()
        .describeSecurityGroupRulesPaginator(r -> r.filters(filters).maxResults(Ec2Requests.PAGE))
        .securityGroupRules()
        .stream()
        .toList();
  }

  private static Observed<SecurityGroupRule> wished(
      String id, SecurityGroupRule desired, String group, Optional<String> peer, Aws aws) {
    SecurityGroupRule value = SecurityGroupRule.builder()
        .from(desired)
        .id(Optional.empty())
        .region(aws.region())
        .securityGroupRuleId(id)
        .securityGroupId(Ref.cloud(group))
        .sourceSecurityGroupId(peer.map(Ref::<SecurityGroup>cloud))
        .build();
    return Observed.of(id, value);
  }

  private static Observed<SecurityGroupRule> observed(
      software.amazon.awssdk.services.ec2.model.SecurityGroupRule rule, Aws aws) {
    SecurityGroupRule value = SecurityGroupRule.builder()
        .region(aws.region())
        .securityGroupRuleId(rule.securityGroupRuleId())
        .isEgress(rule.isEgress())
        .ipProtocol(rule.ipProtocol())
        .fromPort(Optional.ofNullable(rule.fromPort()))
        .toPort(Optional.ofNullable(rule.toPort()))
        .cidrIpv4(Optional.ofNullable(rule.cidrIpv4()))
        .cidrIpv6(Optional.ofNullable(rule.cidrIpv6()))
        .prefixListId(Optional.ofNullable(rule.prefixListId()))
        .description(Optional.ofNullable(rule.description()))
        .securityGroupId(Ref.cloud(rule.groupId()))
        .sourceSecurityGroupId(Optional.ofNullable(rule.referencedGroupInfo())
            .map(peer -> Ref.<SecurityGroup>cloud(peer.groupId())))
        .build();
    return Observed.of(rule.securityGroupRuleId(), value);
  }
}
