package org.iasql.aws.ecs;

import org.iasql.core.resource.SqlEnum;

/** The protocol of a container's port. */
public enum PortProtocol implements SqlEnum {
  TCP("tcp"),
  UDP("udp");

  private final String label;

  PortProtocol(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
