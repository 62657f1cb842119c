package org.iasql.aws.elb;

import org.iasql.core.resource.SqlEnum;

/** What listeners, target groups and health checks speak. */
public enum Protocol implements SqlEnum {
  HTTP("HTTP"),
  HTTPS("HTTPS"),
  TCP("TCP"),
  TLS("TLS"),
  UDP("UDP"),
  TCP_UDP("TCP_UDP"),
  GENEVE("GENEVE");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** Whether it is an application load balancer's, as opposed to a network or gateway one's. */
  public boolean isHttp() {
    return this == HTTP || this == HTTPS;
  }

  /** Whether a listener of it needs a certificate. */
  public boolean isEncrypted() {
    return this == HTTPS || this == TLS;
  }
}
