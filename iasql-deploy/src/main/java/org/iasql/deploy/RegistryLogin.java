package org.iasql.deploy;

import java.net.URI;

/**
 * A user and a password for one registry.
 *
 * @param endpoint the registry's address, such as {@code https://123456789012.dkr.ecr.us-east-2.amazonaws.com}
 * @param user who pushes; {@code AWS} for ECR
 * @param password the secret
 */
public record RegistryLogin(URI endpoint, String user, String password) {
  /** The registry's host, and its port if it has one. */
  public String host() {
    return endpoint.getAuthority();
  }

  /** Whether the registry is on this machine, where it needs no certificate that others believe. */
  boolean isLoopback() {
    String host = String.valueOf(endpoint.getHost());
    return host.matches("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\]");
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "RegistryLogin[" + endpoint + " as " + user + "]";
  }
}
