package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** How far a load balancer is. */
public enum LoadBalancerState implements SqlEnum {
  ACTIVE("active"),
  PROVISIONING("provisioning"),
  /** It works, but lacks what it needs to scale. */
  ACTIVE_IMPAIRED("active_impaired"),
  FAILED("failed");

  private final String label;

  LoadBalancerState(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
