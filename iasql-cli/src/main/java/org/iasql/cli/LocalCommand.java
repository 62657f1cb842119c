package org.iasql.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iasql local}: everything in this program, for psql and other clients, until Ctrl-C. */
@Command(
    name = "local",
    description =
        "Starts PostgreSQL, an engine and a simulated AWS account, and prints how to connect.",
    mixinStandardHelpOptions = true)
final class LocalCommand implements Callable<Integer> {
  @Mixin
  private Target target;

  @Option(names = "--debug", description = "Shows the stack trace of an error.")
  private boolean debug;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (!target.hasOwnDatabase()) {
      throw new IllegalArgumentException(
          "'iasql local' brings its own PostgreSQL. For another one: iasql engine --url ...");
    }
    Target.Running running = target.start();
    out.println("Connect any client of PostgreSQL, for example:");
    out.println();
    out.println("  psql " + running.local().orElseThrow().url());
    out.println();
    out.println("Begin with SELECT * FROM iasql_help(); Ctrl-C ends it"
        + (target.remembers() ? "." : ", and forgets the rows."));
    untilStopped(running::close);
    return 0;
  }

  /** Waits for the end of the program, which only a signal brings. */
  static void untilStopped(Runnable close) {
    Runtime.getRuntime().addShutdownHook(new Thread(close, "iasql-stop"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
