package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** What a target group sends its traffic to. */
public enum TargetType implements SqlEnum {
  INSTANCE("instance"),
  IP("ip"),
  LAMBDA("lambda"),
  ALB("alb");

  private final String label;

  TargetType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
