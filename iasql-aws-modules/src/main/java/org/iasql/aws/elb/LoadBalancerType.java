package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** What a load balancer understands: HTTP, TCP and UDP, or IP packets. */
public enum LoadBalancerType implements SqlEnum {
  APPLICATION("application"),
  NETWORK("network"),
  GATEWAY("gateway");

  private final String label;

  LoadBalancerType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
