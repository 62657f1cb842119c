package org.iasql.local.aws.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Rules in the older shape that DescribeSecurityGroups has: one permission for each port range. */
final class Permissions {
  private record Ports(String protocol, int from, int to) {}

  private Permissions() {}

  static List<IpPermission> of(List<SecurityGroupRule> rules) {
    Map<Ports, List<SecurityGroupRule>> byPorts = new LinkedHashMap<>();
    rules.forEach(rule -> byPorts
        .computeIfAbsent(
            new Ports(rule.ipProtocol(), rule.fromPort(), rule.toPort()), k -> new ArrayList<>())
        .add(rule));
    return byPorts.entrySet().stream()
        .map(entry -> permission(entry.getKey(), entry.getValue()))
        .toList();
  }

  static List<String> groupsIn(List<IpPermission> permissions) {
    return permissions.stream()
        .flatMap(permission -> permission.userIdGroupPairs().stream())
        .map(UserIdGroupPair::groupId)
        .toList();
  }

  private static IpPermission permission(Ports ports, List<SecurityGroupRule> rules) {
    List<IpRange> ipv4 = new ArrayList<>();
    List<Ipv6Range> ipv6 = new ArrayList<>();
    List<PrefixListId> prefixes = new ArrayList<>();
    List<UserIdGroupPair> groups = new ArrayList<>();
    for (SecurityGroupRule rule : rules) {
      String text = rule.description();
      if (rule.cidrIpv4() != null) {
        ipv4.add(IpRange.builder().cidrIp(rule.cidrIpv4()).description(text).build());
      } else if (rule.cidrIpv6() != null) {
        ipv6.add(Ipv6Range.builder().cidrIpv6(rule.cidrIpv6()).description(text).build());
      } else if (rule.prefixListId() != null) {
        prefixes.add(PrefixListId.builder()
            .prefixListId(rule.prefixListId())
            .description(text)
            .build());
      } else {
        groups.add(UserIdGroupPair.builder()
            .groupId(rule.referencedGroupInfo().groupId())
            .userId(rule.groupOwnerId())
            .description(text)
            .build());
      }
    }
    boolean hasPorts = !ports.protocol().equals("-1");
    return IpPermission.builder()
        .ipProtocol(ports.protocol())
        .fromPort(hasPorts ? ports.from() : null)
        .toPort(hasPorts ? ports.to() : null)
        .ipRanges(ipv4)
        .ipv6Ranges(ipv6)
        .prefixListIds(prefixes)
        .userIdGroupPairs(groups)
        .build();
  }
}
