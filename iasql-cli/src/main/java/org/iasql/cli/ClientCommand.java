package org.iasql.cli;

import java.util.concurrent.Callable;
import org.iasql.core.Iasql;
import picocli.CommandLine.Mixin;

/** A command that asks a running engine, as any client of the database does. */
abstract class ClientCommand implements Callable<Integer> {
  /** The exit code of a plan that has changes, as Terraform's {@code -detailed-exitcode} has it. */
  static final int CHANGES_PENDING = 2;

  @Mixin
  DatabaseOptions database;

  @Mixin
  OutputOptions output;

  @Override
  public final Integer call() {
    try (Iasql iasql = database.client()) {
      return run(iasql);
    }
  }

  /** Does the work, and returns the exit code. */
  abstract int run(Iasql iasql);
}
