package org.iasql.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.core.Iasql;
import org.iasql.core.ModuleListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code iasql modules}: what can be installed, and what is. */
@Command(
    name = "modules",
    description = "Lists the modules that can be installed, and those that are.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class ModulesCommand extends ClientCommand {
  @Option(names = "--installed", description = "Leaves out modules that are not installed.")
  private boolean installedOnly;

  private record Module(
      String moduleName, String moduleVersion, boolean installed, List<String> dependencies) {}

  @Override
  int run(Iasql iasql) {
    Set<String> installed = iasql.installedModules().stream()
        .map(ModuleListing::moduleName)
        .collect(Collectors.toSet());
    List<Module> modules = iasql.modules().stream()
        .map(m -> new Module(
            m.moduleName(),
            m.moduleVersion(),
            installed.contains(m.moduleName()),
            m.dependencies()))
        .filter(m -> m.installed() || !installedOnly)
        .toList();
    if (output.json()) {
      var document = Json.object();
      document.set("modules", Json.rows(modules));
      output.print(document);
    } else {
      output.table(Module.class, modules);
    }
    return 0;
  }
}
