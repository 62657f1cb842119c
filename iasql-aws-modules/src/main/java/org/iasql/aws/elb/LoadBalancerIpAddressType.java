package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** The addresses that a load balancer has. */
public enum LoadBalancerIpAddressType implements SqlEnum {
  IPV4("ipv4"),
  DUALSTACK("dualstack");

  private final String label;

  LoadBalancerIpAddressType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
