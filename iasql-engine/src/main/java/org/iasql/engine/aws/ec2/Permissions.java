package org.iasql.engine.aws.ec2;

import java.util.Optional;
import org.iasql.aws.ec2.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Rules in the older shape that EC2's Authorize calls take. */
final class Permissions {
  private Permissions() {}

  /** A permission that makes exactly one rule. */
  static IpPermission of(SecurityGroupRule rule, Optional<String> peer) {
    String text = rule.description().orElse(null);
    IpPermission.Builder permission = IpPermission.builder()
        .ipProtocol(rule.ipProtocol())
        .fromPort(rule.fromPort().orElse(null))
        .toPort(rule.toPort().orElse(null));
    rule.cidrIpv4()
        .ifPresent(block -> permission.ipRanges(
            IpRange.builder().cidrIp(block).description(text).build()));
    rule.cidrIpv6()
        .ifPresent(block -> permission.ipv6Ranges(
            Ipv6Range.builder().cidrIpv6(block).description(text).build()));
    rule.prefixListId()
        .ifPresent(list -> permission.prefixListIds(
            PrefixListId.builder().prefixListId(list).description(text).build()));
    peer.ifPresent(group -> permission.userIdGroupPairs(
        UserIdGroupPair.builder().groupId(group).description(text).build()));
    return permission.build();
  }
}
