package org.iasql.local.aws.ec2;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * What makes a rule the same as another: everything but its description. Ports are -1 where the
 * protocol has none.
 */
record RuleKey(String groupId, boolean egress, String protocol, int from, int to, Peer peer) {
  /**
   * The other side of a rule.
   *
   * @param kind ipv4, ipv6, prefix or group
   * @param value the block or the id
   */
  record Peer(String kind, String value) {}

  static RuleKey all(String groupId, boolean egress, Peer peer) {
    return new RuleKey(groupId, egress, "-1", -1, -1, peer);
  }

  static RuleKey of(SecurityGroupRule rule) {
    Peer peer;
    if (rule.cidrIpv4() != null) {
      peer = new Peer("ipv4", rule.cidrIpv4());
    } else if (rule.cidrIpv6() != null) {
      peer = new Peer("ipv6", rule.cidrIpv6());
    } else if (rule.prefixListId() != null) {
      peer = new Peer("prefix", rule.prefixListId());
    } else {
      peer = new Peer("group", rule.referencedGroupInfo().groupId());
    }
    return new RuleKey(
        rule.groupId(), rule.isEgress(), rule.ipProtocol(), rule.fromPort(), rule.toPort(), peer);
  }

  SecurityGroupRule rule(Network network, String id, Optional<String> description) {
    SecurityGroupRule.Builder rule = SecurityGroupRule.builder()
        .securityGroupRuleId(id)
        .securityGroupRuleArn(
            network.account.arn("ec2", network.region, "security-group-rule/" + id))
        .groupId(groupId)
        .groupOwnerId(network.account.accountId())
        .isEgress(egress)
        .ipProtocol(protocol)
        .fromPort(from)
        .toPort(to)
        .description(description.filter(text -> !text.isEmpty()).orElse(null));
    switch (peer.kind()) {
      case "ipv4" -> rule.cidrIpv4(peer.value());
      case "ipv6" -> rule.cidrIpv6(peer.value());
      case "prefix" -> rule.prefixListId(peer.value());
      default ->
        rule.referencedGroupInfo(ReferencedSecurityGroup.builder()
            .groupId(peer.value())
            .userId(network.account.accountId())
            .vpcId(network.group(peer.value()).vpcId())
            .build());
    }
    return rule.build();
  }

  boolean countsForIpv4() {
    return !peer.kind().equals("ipv6");
  }

  boolean countsForIpv6() {
    return !peer.kind().equals("ipv4");
  }

  /** As AWS names a rule in its errors. */
  @Override
  public String toString() {
    String ports = from == -1 ? "" : ", from port: " + from + ", to port: " + to;
    String name = protocol.equals("-1") ? "ALL" : protocol.toUpperCase(Locale.ROOT);
    return "peer: " + peer.value() + ", " + name + ports + ", ALLOW";
  }
}
