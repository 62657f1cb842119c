package org.iasql.cli;

import java.util.ArrayList;
import java.util.List;
import org.iasql.core.Iasql;
import org.iasql.core.UninstalledTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code iasql uninstall}: drops the tables of modules, and leaves AWS alone. */
@Command(
    name = "uninstall",
    description = "Drops the tables of modules. It forgets, and deletes nothing in AWS.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class UninstallCommand extends ClientCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "MODULE",
      description = "'iasql modules --installed' lists them.")
  private List<String> modules = new ArrayList<>();

  @Override
  int run(Iasql iasql) {
    List<UninstalledTable> tables = iasql.uninstall(modules.toArray(String[]::new));
    if (output.json()) {
      var document = Json.object();
      document.set("tables", Json.rows(tables));
      output.print(document);
    } else {
      output.table(UninstalledTable.class, tables);
    }
    return 0;
  }
}
