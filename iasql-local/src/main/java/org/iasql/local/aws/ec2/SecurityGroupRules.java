package org.iasql.local.aws.ec2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iasql.local.aws.Pages;
import org.iasql.local.aws.ec2.RuleReader.Wanted;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The rules of security groups. Requests are checked as a whole before anything changes. */
final class SecurityGroupRules {
  /** For each direction and each address family; a rule that names a group counts for both. */
  private static final int QUOTA = 60;

  private static final Filters<SecurityGroupRule> FILTERS = new Filters<SecurityGroupRule>()
      .on("group-id", SecurityGroupRule::groupId)
      .on("security-group-rule-id", SecurityGroupRule::securityGroupRuleId)
      .onTags(SecurityGroupRule::tags);
  private final Network network;
  private final PrefixLists prefixLists;

  SecurityGroupRules(Network network, PrefixLists prefixLists) {
    this.network = network;
    this.prefixLists = prefixLists;
  }

  /** What a revoke did, and what of it there was not. */
  record Revoked(List<SecurityGroupRule> rules, List<IpPermission> unknown) {}

  DescribeSecurityGroupRulesResponse describe(DescribeSecurityGroupRulesRequest request) {
    List<SecurityGroupRule> found = request.securityGroupRuleIds().isEmpty()
        ? inGroups(request.filters()).map(this::tagged).toList()
        : request.securityGroupRuleIds().stream()
            .map(this::rule)
            .map(this::tagged)
            .toList();
    Pages.Page<SecurityGroupRule> page =
        FILTERS.page(found, request.filters(), request.nextToken(), request.maxResults());
    return DescribeSecurityGroupRulesResponse.builder()
        .securityGroupRules(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  List<SecurityGroupRule> authorize(
      SecurityGroup group, boolean egress, List<IpPermission> permissions, List<Tag> tags) {
    if (permissions.isEmpty()) {
      throw Ec2Error.missing("ipPermissions");
    }
    List<Wanted> wanted = reader(group, egress).read(permissions);
    Map<String, SecurityGroupRule> rules = network.rulesOf(group.groupId());
    Set<RuleKey> keys = new HashSet<>();
    rules.values().forEach(rule -> keys.add(RuleKey.of(rule)));
    wanted.forEach(each -> addOnce(keys, each.key()));
    checkQuota(keys, egress);
    List<SecurityGroupRule> created = new ArrayList<>();
    for (Wanted each : wanted) {
      String id = network.account.newId("sgr-");
      SecurityGroupRule rule = each.key().rule(network, id, each.description());
      rules.put(id, rule);
      network.tags.put(id, tags);
      created.add(tagged(rule));
    }
    return created;
  }

  Revoked revokeIds(SecurityGroup group, boolean egress, List<String> ids) {
    List<SecurityGroupRule> found = ids.stream().map(this::rule).toList();
    for (SecurityGroupRule rule : found) {
      if (!rule.groupId().equals(group.groupId()) || rule.isEgress() != egress) {
        throw notFound(rule.securityGroupRuleId());
      }
    }
    found.forEach(this::remove);
    return new Revoked(found, List.of());
  }

  /** Unknown permissions are named in the reply in the default VPC, and an error elsewhere. */
  Revoked revoke(SecurityGroup group, boolean egress, List<IpPermission> permissions) {
    if (permissions.isEmpty()) {
      throw Ec2Error.missing("ipPermissions");
    }
    List<SecurityGroupRule> found = new ArrayList<>();
    List<IpPermission> unknown = new ArrayList<>();
    for (IpPermission permission : permissions) {
      for (Wanted each : reader(group, egress).read(List.of(permission))) {
        Optional<SecurityGroupRule> rule = find(each.key());
        rule.ifPresentOrElse(found::add, () -> unknown.add(permission));
      }
    }
    if (!unknown.isEmpty() && !network.vpc(group.vpcId()).isDefault()) {
      throw Ec2Error.raise(
          "InvalidPermission.NotFound",
          "The specified rule does not exist in this security group.");
    }
    found.forEach(this::remove);
    return new Revoked(found, unknown.stream().distinct().toList());
  }

  ModifySecurityGroupRulesResponse modify(
      SecurityGroup group, ModifySecurityGroupRulesRequest request) {
    Map<String, SecurityGroupRule> after = new LinkedHashMap<>(network.rulesOf(group.groupId()));
    for (SecurityGroupRuleUpdate update : request.securityGroupRules()) {
      SecurityGroupRule old = rule(update.securityGroupRuleId());
      if (!old.groupId().equals(group.groupId())) {
        throw notFound(update.securityGroupRuleId());
      }
      Wanted wanted = reader(group, old.isEgress()).read(update.securityGroupRule());
      if (!wanted.key().peer().kind().equals(RuleKey.of(old).peer().kind())) {
        throw Ec2Error.invalid("The source type of a security group rule cannot be modified.");
      }
      after.put(
          old.securityGroupRuleId(),
          wanted.key().rule(network, old.securityGroupRuleId(), wanted.description()));
    }
    Set<RuleKey> keys = new HashSet<>();
    after.values().forEach(rule -> addOnce(keys, RuleKey.of(rule)));
    network.rules.put(group.groupId(), after);
    return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
  }

  /** Sets descriptions of rules that are named by their permissions. */
  void describePermissions(SecurityGroup group, boolean egress, List<IpPermission> permissions) {
    Map<SecurityGroupRule, Optional<String>> texts = new LinkedHashMap<>();
    for (Wanted each : reader(group, egress).read(permissions)) {
      SecurityGroupRule rule = find(each.key())
          .orElseThrow(() -> Ec2Error.raise(
              "InvalidPermission.NotFound",
              "The specified rule does not exist in this security group."));
      texts.put(rule, each.description());
    }
    texts.forEach(this::setDescription);
  }

  /** Sets descriptions of rules that are named by their ids. */
  void describeIds(
      SecurityGroup group, boolean egress, List<SecurityGroupRuleDescription> descriptions) {
    descriptions.forEach(each -> {
      SecurityGroupRule rule = rule(each.securityGroupRuleId());
      if (!rule.groupId().equals(group.groupId()) || rule.isEgress() != egress) {
        throw notFound(each.securityGroupRuleId());
      }
    });
    descriptions.forEach(each ->
        setDescription(rule(each.securityGroupRuleId()), Optional.ofNullable(each.description())));
  }

  private RuleReader reader(SecurityGroup group, boolean egress) {
    return new RuleReader(network, prefixLists, group, egress);
  }

  private void setDescription(SecurityGroupRule rule, Optional<String> text) {
    SecurityGroupRule described = RuleKey.of(rule).rule(network, rule.securityGroupRuleId(), text);
    network.rulesOf(rule.groupId()).put(rule.securityGroupRuleId(), described);
  }

  /** Most requests name one group: then the others' rules need no look. */
  private Stream<SecurityGroupRule> inGroups(List<Filter> filters) {
    Optional<Filter> byGroup =
        filters.stream().filter(each -> each.name().equals("group-id")).findFirst();
    Stream<String> groups = byGroup
        .filter(each -> each.values().stream().allMatch(network.groups::containsKey))
        .map(each -> each.values().stream().distinct())
        .orElseGet(() -> network.groups.keySet().stream());
    return groups.flatMap(group -> network.rulesOf(group).values().stream());
  }

  private SecurityGroupRule rule(String id) {
    return network.rules.values().stream()
        .map(rules -> Optional.ofNullable(rules.get(id)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> notFound(id));
  }

  private Optional<SecurityGroupRule> find(RuleKey key) {
    Predicate<SecurityGroupRule> same = rule -> RuleKey.of(rule).equals(key);
    return network.rulesOf(key.groupId()).values().stream().filter(same).findFirst();
  }

  private void remove(SecurityGroupRule rule) {
    network.rulesOf(rule.groupId()).remove(rule.securityGroupRuleId());
    network.tags.forget(rule.securityGroupRuleId());
  }

  private SecurityGroupRule tagged(SecurityGroupRule rule) {
    return rule.toBuilder().tags(network.tags.of(rule.securityGroupRuleId())).build();
  }

  private static void addOnce(Set<RuleKey> keys, RuleKey key) {
    if (!keys.add(key)) {
      throw Ec2Error.raise(
          "InvalidPermission.Duplicate", "the specified rule \"" + key + "\" already exists");
    }
  }

  private static void checkQuota(Set<RuleKey> keys, boolean egress) {
    List<RuleKey> same = keys.stream().filter(key -> key.egress() == egress).toList();
    if (same.stream().filter(RuleKey::countsForIpv4).count() > QUOTA
        || same.stream().filter(RuleKey::countsForIpv6).count() > QUOTA) {
      throw Ec2Error.raise(
          "RulesPerSecurityGroupLimitExceeded",
          "The maximum number of rules per security group has been reached.");
    }
  }

  private static RuntimeException notFound(String id) {
    return Ec2Error.raise(
        "InvalidSecurityGroupRuleId.NotFound",
        "The security group rule ID '" + id + "' does not exist");
  }
}
