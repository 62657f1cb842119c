package org.iasql.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.iasql.local.LocalIasql;
import org.iasql.local.LocalIasqlBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iasql start}: a database and an engine in this program, for psql and other clients. */
@Command(
    name = "start",
    description = {
      "Starts PostgreSQL and an engine, prints the connection string, and runs until Ctrl-C.",
      "Rows, port and password are kept in a directory, so the connection string stays the same."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Where the data is kept; by default in the user's data directory,"
          + " ~/.local/share/iasql.")
  private @Nullable Path data;

  @Option(names = "--temporary", description = "Keeps nothing: the data is deleted at the end.")
  private boolean temporary;

  @Option(
      names = "--port",
      description =
          "The port to listen on; by default that of the last start, at first a free one.")
  private @Nullable Integer port;

  @Mixin
  private AccountOptions account;

  @Mixin
  private OutputOptions output;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    if (temporary && data != null) {
      throw new ParameterException(
          spec.commandLine(), "--temporary keeps nothing, and --data keeps it: choose one.");
    }
    LocalIasql local = start();
    print(local);
    Interruption.await();
    local.close();
    return 0;
  }

  private LocalIasql start() {
    LocalIasqlBuilder builder = LocalIasql.builder();
    if (!temporary) {
      builder.dataDirectory(directory());
    }
    if (port != null) {
      builder.port(port);
    }
    if (!account.isSimulated()) {
      builder.aws(account.access());
    }
    return builder.start();
  }

  private Path directory() {
    return data == null ? DataPath.standard() : data;
  }

  private void print(LocalIasql local) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.json()) {
      output.print(Json.object().put("url", local.url()).put("jdbc_url", local.jdbcUrl()));
      return;
    }
    out.println("PostgreSQL and an engine for " + account.describe() + " run. Connect with:");
    out.println();
    out.println("  psql " + local.url());
    out.println();
    if (temporary) {
      out.println("Ctrl-C ends it, and forgets the rows.");
      return;
    }
    out.println("'iasql plan' and the other commands find it"
        + (data == null ? "" : " with --data " + data) + ". Ctrl-C ends it; the rows are kept"
        + (account.isSimulated() ? ", the simulated account's resources are not." : "."));
  }
}
