package org.iasql.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code iasql completion}: a script that completes commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes commands and options in bash and zsh:",
      "source <(iasql completion)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("iasql", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
