package org.iasql.core;

import java.util.List;

/**
 * A module that can be, or is, installed.
 *
 * @param moduleName the name that {@link IasqlFunctions#install} takes, such as {@code aws_ecr}
 * @param moduleVersion the version of IaSQL that the module came with
 * @param dependencies the modules that are installed before it
 */
public record ModuleListing(String moduleName, String moduleVersion, List<String> dependencies) {

  /** Copies the list. */
  public ModuleListing {
    dependencies = List.copyOf(dependencies);
  }
}
