package org.iasql.aws.ecs;

import org.iasql.core.resource.SqlEnum;

/** Whether a revision of a task definition can be used by new tasks. */
public enum TaskDefinitionStatus implements SqlEnum {
  ACTIVE,
  /** Deregistered: running services keep it, and nothing new can use it. */
  INACTIVE;

  @Override
  public String label() {
    return name();
  }
}
