package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** The version of HTTP that targets speak. */
public enum ProtocolVersion implements SqlEnum {
  HTTP1("HTTP1"),
  HTTP2("HTTP2"),
  GRPC("GRPC");

  private final String label;

  ProtocolVersion(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
