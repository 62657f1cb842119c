package org.iasql.core.resource;

import com.fasterxml.jackson.annotation.JsonValue;

/** A Java enum whose constants stand for the labels of a PostgreSQL enum type. */
public interface SqlEnum {
  /** The label as PostgreSQL and, in most cases, AWS write it. */
  @JsonValue
  String label();
}
