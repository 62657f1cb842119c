package org.iasql.aws.ecr;

import org.iasql.core.resource.SqlEnum;

/** Whether an image's tag can be moved to another image. */
public enum ImageTagMutability implements SqlEnum {
  MUTABLE,
  IMMUTABLE;

  @Override
  public String label() {
    return name();
  }
}
