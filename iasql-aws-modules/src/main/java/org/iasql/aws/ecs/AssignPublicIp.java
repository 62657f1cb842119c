package org.iasql.aws.ecs;

import org.iasql.core.resource.SqlEnum;

/** Whether a service's tasks get public addresses. */
public enum AssignPublicIp implements SqlEnum {
  ENABLED,
  DISABLED;

  @Override
  public String label() {
    return name();
  }
}
