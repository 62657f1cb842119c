package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** What a listener does with a request. */
public enum ActionType implements SqlEnum {
  FORWARD("forward");

  private final String label;

  ActionType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
