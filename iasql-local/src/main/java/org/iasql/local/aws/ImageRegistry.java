package org.iasql.local.aws;

import java.net.URI;

/**
 * A registry that stands for ECR's: where ECR's authorization tokens send those who push.
 *
 * @param endpoint its address, such as {@code https://127.0.0.1:5000}
 * @param user who the token logs in as
 * @param password what it logs in with
 */
public record ImageRegistry(URI endpoint, String user, String password) {
  /** Leaves the password out. */
  @Override
  public String toString() {
    return "ImageRegistry[" + endpoint + " as " + user + "]";
  }
}
