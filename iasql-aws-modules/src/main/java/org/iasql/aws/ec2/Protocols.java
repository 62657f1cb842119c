package org.iasql.aws.ec2;

import java.util.Locale;
import java.util.Map;

/** IP protocols as security group rules name them. */
final class Protocols {
  /** All types, all codes, or no ports. */
  static final int ANY = -1;

  private static final Map<String, String> NAMES =
      Map.of("1", "icmp", "6", "tcp", "17", "udp", "58", "icmpv6", "all", "-1");

  private Protocols() {}

  /** The name that AWS answers with. */
  static String canonical(String protocol) {
    String lower = protocol.toLowerCase(Locale.ROOT);
    return NAMES.getOrDefault(lower, lower);
  }

  /** Whether a canonical protocol has a range of ports. */
  static boolean hasPorts(String protocol) {
    return protocol.equals("tcp") || protocol.equals("udp") || isIcmp(protocol);
  }

  /** Whether a canonical protocol has a type and a code in place of ports. */
  static boolean isIcmp(String protocol) {
    return protocol.equals("icmp") || protocol.equals("icmpv6");
  }
}
