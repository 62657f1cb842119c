package org.iasql.local.aws.ec2;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of addresses without host bits, of 32 or 128 bits. */
record Cidr(BigInteger address, int prefix, int bits) {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** Reads a block and clears its host bits, as AWS does; empty if it is none. */
  static Optional<Cidr> parse(String text, int bits) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
      return Optional.empty();
    }
    String address = text.substring(0, slash);
    int prefix = Integer.parseInt(text.substring(slash + 1));
    if (prefix > bits || !(bits == 32 ? V4 : V6).matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      // Only literals get here, so no name is looked up.
      byte[] bytes = InetAddress.getByName(address).getAddress();
      if (bytes.length * Byte.SIZE != bits) {
        return Optional.empty();
      }
      int host = bits - prefix;
      BigInteger network = new BigInteger(1, bytes).shiftRight(host).shiftLeft(host);
      return Optional.of(new Cidr(network, prefix, bits));
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }

  boolean contains(Cidr other) {
    int host = bits - prefix;
    return other.prefix >= prefix
        && other.address.shiftRight(host).equals(address.shiftRight(host));
  }

  boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  /** How many addresses the block has. */
  long size() {
    return 1L << Math.min(62, bits - prefix);
  }

  @Override
  public String toString() {
    return (bits == 32 ? v4() : v6()) + "/" + prefix;
  }

  private String v4() {
    long value = address.longValue();
    return (value >> 24 & 255)
        + "."
        + (value >> 16 & 255)
        + "."
        + (value >> 8 & 255)
        + "."
        + (value & 255);
  }

  /** The canonical form of RFC 5952: the longest run of zeros becomes two colons. */
  private String v6() {
    String longest = "";
    StringBuilder text = new StringBuilder();
    StringBuilder zeros = new StringBuilder();
    for (int shift = 112; shift >= 0; shift -= 16) {
      int group = address.shiftRight(shift).intValue() & 0xffff;
      text.append(':').append(Integer.toHexString(group));
      zeros.append(group == 0 ? ":0" : " ");
    }
    for (String run : zeros.toString().split(" +")) {
      longest = run.length() > longest.length() ? run : longest;
    }
    String full = text.toString();
    if (longest.length() <= 2) {
      return full.substring(1);
    }
    int at = (full + ":").indexOf(longest + ":");
    String head = full.substring(0, at);
    String tail = full.substring(at + longest.length());
    return (head.isEmpty() ? "" : head.substring(1)) + "::"
        + (tail.isEmpty() ? "" : tail.substring(1));
  }
}
