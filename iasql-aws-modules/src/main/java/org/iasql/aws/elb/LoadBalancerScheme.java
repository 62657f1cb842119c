package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** Whether the internet can reach a load balancer. */
public enum LoadBalancerScheme implements SqlEnum {
  INTERNAL("internal"),
  INTERNET_FACING("internet-facing");

  private final String label;

  LoadBalancerScheme(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
