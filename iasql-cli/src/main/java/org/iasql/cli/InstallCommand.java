package org.iasql.cli;

import java.util.ArrayList;
import java.util.List;
import org.iasql.core.Iasql;
import org.iasql.core.InstalledTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code iasql install}: creates the tables of modules, and imports what the account has. */
@Command(
    name = "install",
    description = "Creates the tables of modules, and imports what the account has.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class InstallCommand extends ClientCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "MODULE",
      description = "Such as aws_vpc; 'iasql modules' lists them.")
  private List<String> modules = new ArrayList<>();

  @Override
  int run(Iasql iasql) {
    List<InstalledTable> tables = iasql.install(modules.toArray(String[]::new));
    if (output.json()) {
      var document = Json.object();
      document.set("tables", Json.rows(tables));
      output.print(document);
    } else {
      output.table(InstalledTable.class, tables);
    }
    return 0;
  }
}
