package org.iasql.cli;

import java.util.ArrayList;
import java.util.List;
import org.iasql.core.Iasql;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code iasql connect}: whether an engine could work on this database and account. */
@Command(
    name = "connect",
    description = {
      "Checks whether an engine could work on a database and an AWS account.",
      "One line each; below what is missing stands what mends it. Changes nothing."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class ConnectCommand extends ClientCommand {
  @Mixin
  private AccountOptions account;

  @Override
  int run(Iasql iasql) {
    List<Check> checks = new ArrayList<>(iasql.withHandle(DatabaseChecks::ofEngine));
    checks.addAll(AccountChecks.of(account));
    return CheckReport.print(output, checks);
  }
}
