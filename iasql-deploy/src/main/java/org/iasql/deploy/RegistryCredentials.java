package org.iasql.deploy;

/** Where the right to push comes from: by default from ECR's authorization tokens. */
@FunctionalInterface
public interface RegistryCredentials {
  /** Returns a login for the registry of a region. It is asked for before each push. */
  RegistryLogin login(String region);
}
