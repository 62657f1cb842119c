package org.iasql.aws.ec2;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import java.util.stream.Stream;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/**
 * Lets some traffic in or out of a security group's members. A rule has exactly one other side: an
 * IPv4 block, an IPv6 block, a prefix list, or a group. Everything but the description tells rules
 * apart: AWS takes two rules that differ in it alone for the same.
 */
@Table("security_group_rule")
@Value.Immutable
@JsonSerialize(as = ImmutableSecurityGroupRule.class)
@JsonDeserialize(as = ImmutableSecurityGroupRule.class)
public interface SecurityGroupRule extends Resource<SecurityGroupRule>, WithSecurityGroupRule {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region, that of the group; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** AWS's id, such as {@code sgr-0123456789abcdef0}. */
  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> securityGroupRuleId();

  /** Whether the rule is about traffic that leaves. */
  @Key
  @JsonProperty("is_egress")
  boolean isEgress();

  /** {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, or {@code -1} for all. */
  @Key(updatable = true)
  String ipProtocol();

  /** The first port, or the ICMP type; -1 where the protocol has none, and for all types. */
  @Key(updatable = true)
  Optional<Integer> fromPort();

  /** The last port, or the ICMP code; -1 where the protocol has none, and for all codes. */
  @Key(updatable = true)
  Optional<Integer> toPort();

  @Key
  Optional<String> cidrIpv4();

  @Key
  Optional<String> cidrIpv6();

  @Key
  Optional<String> prefixListId();

  /** At most 255 characters of AWS's set; the empty text is the same as none. */
  Optional<String> description();

  /** The group that the rule belongs to. */
  @Key
  Ref<SecurityGroup> securityGroupId();

  /** The group on the other side: the source of ingress, the destination of egress. */
  @Key
  Optional<Ref<SecurityGroup>> sourceSecurityGroupId();

  /** Rewrites what AWS takes for the same: {@code 6} and tcp, no ports and -1, '' and none. */
  @Value.Check
  default SecurityGroupRule canonical() {
    String protocol = Protocols.canonical(ipProtocol());
    boolean ports = Protocols.hasPorts(protocol);
    Optional<Integer> from = ports ? fromPort() : Optional.of(Protocols.ANY);
    Optional<Integer> to = ports ? toPort() : Optional.of(Protocols.ANY);
    if (Protocols.isIcmp(protocol)) {
      from = Optional.of(fromPort().orElse(Protocols.ANY));
      to = Optional.of(toPort().orElse(Protocols.ANY));
    }
    boolean same = protocol.equals(ipProtocol())
        && from.equals(fromPort())
        && to.equals(toPort())
        && description().filter(String::isEmpty).isEmpty();
    return same
        ? this
        : withIpProtocol(protocol)
            .withFromPort(from)
            .withToPort(to)
            .withDescription(description().filter(text -> !text.isEmpty()));
  }

  @Override
  default String describe() {
    String ports = Protocols.hasPorts(ipProtocol())
        ? " %s-%s".formatted(number(fromPort()), number(toPort()))
        : "";
    String protocol = ipProtocol().equals("-1") ? "all" : ipProtocol();
    Optional<String> group = sourceSecurityGroupId().map(ref -> "security group " + ref);
    String peer = Stream.of(cidrIpv4(), cidrIpv6(), prefixListId(), group)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("nowhere");
    return "%s %s%s %s %s"
        .formatted(
            isEgress() ? "egress" : "ingress", protocol, ports, isEgress() ? "to" : "from", peer);
  }

  private static String number(Optional<Integer> port) {
    return port.map(String::valueOf).orElse("?");
  }

  static Builder builder() {
    return new Builder();
  }

  /** A rule for traffic into a group's members; say next which, and from where. */
  static Builder ingress(Ref<SecurityGroup> group) {
    return builder().securityGroupId(group).isEgress(false);
  }

  /** A rule for traffic out of a group's members; say next which, and to where. */
  static Builder egress(Ref<SecurityGroup> group) {
    return builder().securityGroupId(group).isEgress(true);
  }

  /** Builds a {@link SecurityGroupRule}. */
  final class Builder extends ImmutableSecurityGroupRule.Builder {
    /** TCP to one port. */
    public Builder tcp(int port) {
      return tcp(port, port);
    }

    /** TCP to a range of ports, both ends included. */
    public Builder tcp(int fromPort, int toPort) {
      return ports("tcp", fromPort, toPort);
    }

    /** UDP to one port. */
    public Builder udp(int port) {
      return udp(port, port);
    }

    /** UDP to a range of ports, both ends included. */
    public Builder udp(int fromPort, int toPort) {
      return ports("udp", fromPort, toPort);
    }

    /** Every kind of ICMP for IPv4. */
    public Builder icmp() {
      return ipProtocol("icmp").fromPort(Protocols.ANY).toPort(Protocols.ANY);
    }

    /** Every protocol and port. */
    public Builder all() {
      return ipProtocol("-1").fromPort(Protocols.ANY).toPort(Protocols.ANY);
    }

    /** The source of ingress: an IPv4 or IPv6 block, or a prefix list's id. */
    public Builder from(String blockOrPrefixList) {
      return peer(blockOrPrefixList);
    }

    /** The destination of egress: an IPv4 or IPv6 block, or a prefix list's id. */
    public Builder to(String blockOrPrefixList) {
      return peer(blockOrPrefixList);
    }

    /** The source of ingress: the members of a group. */
    public Builder fromGroup(Ref<SecurityGroup> group) {
      return sourceSecurityGroupId(group);
    }

    /** The destination of egress: the members of a group. */
    public Builder toGroup(Ref<SecurityGroup> group) {
      return sourceSecurityGroupId(group);
    }

    private Builder ports(String protocol, int from, int to) {
      if (from < 0 || to > 65535 || from > to) {
        throw new IllegalArgumentException(
            "Ports %s-%s are no range: ports go from 0 to 65535, the lower one first."
                .formatted(from, to));
      }
      return ipProtocol(protocol).fromPort(from).toPort(to);
    }

    private Builder peer(String text) {
      if (text.startsWith("pl-")) {
        return prefixListId(text);
      }
      return text.contains(":") ? cidrIpv6(text) : cidrIpv4(text);
    }
  }
}
