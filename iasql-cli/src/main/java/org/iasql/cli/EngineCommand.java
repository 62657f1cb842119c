package org.iasql.cli;

import java.util.concurrent.Callable;
import org.iasql.engine.IasqlEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code iasql engine}: answers the SQL functions of a database until Ctrl-C. */
@Command(
    name = "engine",
    description = "Makes the SQL functions of the database at --url work.",
    mixinStandardHelpOptions = true)
final class EngineCommand implements Callable<Integer> {
  @Mixin
  private Target target;

  @Mixin
  private OutputOptions output;

  @Override
  public Integer call() {
    IasqlEngine engine = target.engine();
    if (output.json()) {
      output.line(Json.object().put("ready", true).put("database", target.database()));
    } else {
      output.out().println("The engine answers for " + target.describe() + ". Ctrl-C ends it.");
    }
    Interruption.await();
    engine.close();
    return 0;
  }
}
