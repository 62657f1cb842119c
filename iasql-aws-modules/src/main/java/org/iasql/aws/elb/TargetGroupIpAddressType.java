package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** The addresses of the targets. */
public enum TargetGroupIpAddressType implements SqlEnum {
  IPV4("ipv4"),
  IPV6("ipv6");

  private final String label;

  TargetGroupIpAddressType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
