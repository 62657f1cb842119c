package org.iasql.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import org.iasql.core.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that say in which form a command prints, and prints so. */
final class OutputOptions {
  @Option(names = "--json", description = "Prints one JSON document instead of text.")
  private boolean json;

  @Option(names = "--debug", description = "Shows the stack trace of an error.")
  private boolean debug;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  boolean json() {
    return json;
  }

  CommandSpec root() {
    return spec.root();
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Where what is no result goes, so that the result can be piped. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Prints a JSON document. */
  void print(JsonNode document) {
    out().println(Json.text(document));
  }

  /** Prints a JSON document on one line, for those who wait for it. */
  void line(JsonNode document) {
    out().println(document);
  }

  /** Prints rows as psql does. */
  <R extends Record> void table(Class<R> type, List<R> rows) {
    out().print(TextTable.of(type, rows));
    out().flush();
  }
}
