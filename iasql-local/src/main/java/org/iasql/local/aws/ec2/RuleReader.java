package org.iasql.local.aws.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iasql.local.aws.ec2.RuleKey.Peer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Reads the rules in a request as AWS does: it checks them, and writes them its own way. */
final class RuleReader {
  private static final Map<String, String> PROTOCOLS =
      Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", "-1");
  private static final Set<String> WITH_PORTS = Set.of("tcp", "udp");
  private static final Set<String> WITH_TYPES = Set.of("icmp", "icmpv6");
  private static final int HIGHEST_PORT = 65535;
  private static final int HIGHEST_PROTOCOL = 255;
  private final Network network;
  private final PrefixLists prefixLists;
  private final SecurityGroup group;
  private final boolean egress;

  /** A rule of a request. */
  record Wanted(RuleKey key, Optional<String> description) {}

  RuleReader(Network network, PrefixLists prefixLists, SecurityGroup group, boolean egress) {
    this.network = network;
    this.prefixLists = prefixLists;
    this.group = group;
    this.egress = egress;
  }

  /** Reads permissions, each of which can stand for several rules. */
  List<Wanted> read(List<IpPermission> permissions) {
    List<Wanted> wanted = new ArrayList<>();
    permissions.forEach(permission -> read(permission, wanted));
    return wanted;
  }

  Wanted read(SecurityGroupRuleRequest rule) {
    List<Peer> peers = new ArrayList<>();
    if (rule.cidrIpv4() != null) {
      peers.add(ipv4(rule.cidrIpv4()));
    }
    if (rule.cidrIpv6() != null) {
      peers.add(ipv6(rule.cidrIpv6()));
    }
    if (rule.prefixListId() != null) {
      peers.add(prefix(rule.prefixListId()));
    }
    if (rule.referencedGroupId() != null) {
      peers.add(group(rule.referencedGroupId()));
    }
    if (peers.size() != 1) {
      throw Ec2Error.raise(
          "InvalidParameterCombination",
          "A security group rule must have exactly one source or destination.");
    }
    return wanted(
        key(rule.ipProtocol(), rule.fromPort(), rule.toPort(), peers.get(0)), rule.description());
  }

  private void read(IpPermission permission, List<Wanted> wanted) {
    int before = wanted.size();
    for (IpRange range : permission.ipRanges()) {
      wanted.add(wanted(key(permission, ipv4(range.cidrIp())), range.description()));
    }
    for (Ipv6Range range : permission.ipv6Ranges()) {
      wanted.add(wanted(key(permission, ipv6(range.cidrIpv6())), range.description()));
    }
    for (PrefixListId prefix : permission.prefixListIds()) {
      wanted.add(wanted(key(permission, prefix(prefix.prefixListId())), prefix.description()));
    }
    for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
      wanted.add(wanted(key(permission, group(pair.groupId())), pair.description()));
    }
    if (wanted.size() == before) {
      throw Ec2Error.missing("cidrIp, cidrIpv6, prefixListId or groupId");
    }
  }

  private RuleKey key(IpPermission permission, Peer peer) {
    return key(permission.ipProtocol(), permission.fromPort(), permission.toPort(), peer);
  }

  private RuleKey key(
      @Nullable String protocolText, @Nullable Integer from, @Nullable Integer to, Peer peer) {
    String protocol = protocol(protocolText);
    if (WITH_PORTS.contains(protocol)) {
      checkPorts(protocol, from, to);
      return new RuleKey(group.groupId(), egress, protocol, from, to, peer);
    }
    boolean hasType = WITH_TYPES.contains(protocol);
    int type = hasType && from != null ? from : -1;
    int code = hasType && to != null ? to : -1;
    return new RuleKey(group.groupId(), egress, protocol, type, code, peer);
  }

  private static String protocol(@Nullable String text) {
    if (text == null) {
      throw Ec2Error.missing("ipProtocol");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String protocol = PROTOCOLS.getOrDefault(lower, lower);
    boolean isNumber =
        protocol.matches("\\d{1,3}") && Integer.parseInt(protocol) <= HIGHEST_PROTOCOL;
    if (!isNumber && !PROTOCOLS.containsValue(protocol)) {
      throw Ec2Error.invalid("Invalid value '" + text + "' for IP protocol. Unknown protocol.");
    }
    return protocol;
  }

  private static void checkPorts(String protocol, @Nullable Integer from, @Nullable Integer to) {
    if (from == null || to == null) {
      throw Ec2Error.invalid(
          "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
    }
    for (int port : new int[] {from, to}) {
      if (port < 0 || port > HIGHEST_PORT) {
        throw Ec2Error.invalid("TCP/UDP port (" + port + ") out of range");
      }
    }
    if (from > to) {
      throw Ec2Error.invalid(
          "Invalid " + protocol.toUpperCase(Locale.ROOT) + " port range (" + from + ":" + to + ")");
    }
  }

  private static Peer ipv4(String text) {
    return new Peer("ipv4", cidr(text, 32));
  }

  private static Peer ipv6(String text) {
    return new Peer("ipv6", cidr(text, 128));
  }

  private static String cidr(String text, int bits) {
    if (text == null) {
      throw Ec2Error.missing("cidrIp");
    }
    return Cidr.parse(text, bits)
        .map(Cidr::toString)
        .orElseThrow(() -> Ec2Error.invalid("CIDR block " + text + " is malformed"));
  }

  private Peer prefix(String id) {
    prefixLists.check(id);
    return new Peer("prefix", id);
  }

  private Peer group(@Nullable String id) {
    if (id == null) {
      throw Ec2Error.raise("MissingParameter", "Source group ID missing.");
    }
    if (!network.group(id).vpcId().equals(group.vpcId())) {
      throw Ec2Error.raise(
          "InvalidGroup.NotFound",
          "You have specified two resources that belong to different networks.");
    }
    return new Peer("group", id);
  }

  private static Wanted wanted(RuleKey key, @Nullable String description) {
    if (description != null && !SecurityGroups.TEXT.matcher(description).matches()) {
      throw Ec2Error.invalid("Invalid rule description. Valid descriptions are strings less than"
          + " 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
    }
    return new Wanted(key, Optional.ofNullable(description));
  }
}
