package org.iasql.cli;

import java.util.concurrent.Callable;
import org.iasql.engine.IasqlEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iasql engine}: answers the SQL functions of a database until Ctrl-C. */
@Command(
    name = "engine",
    description = "Makes the SQL functions of the database at --url work.",
    mixinStandardHelpOptions = true)
final class EngineCommand implements Callable<Integer> {
  @Mixin
  private Target target;

  @Option(names = "--debug", description = "Shows the stack trace of an error.")
  private boolean debug;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    IasqlEngine engine = target.engine();
    spec.commandLine()
        .getOut()
        .println("The engine answers for " + target.describe() + ". Ctrl-C ends it.");
    Interruption.await();
    engine.close();
    return 0;
  }
}
