package org.iasql.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.iasql.core.resource.JsonDocument;

/** What one run of the command line printed, and its exit code. */
record Invocation(int status, String out, String err) {
  static Invocation of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Invocation(status, out.toString(), err.toString());
  }

  /** Runs a command on a database whose connection string lies where {@code iasql start} leaves it. */
  static Invocation on(Path directory, String url, String... arguments) {
    try {
      Files.writeString(directory.resolve("url"), url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--data", directory.toString()));
    return of(all.toArray(String[]::new));
  }

  /** The JSON document that was printed. */
  com.fasterxml.jackson.databind.JsonNode json() {
    return JsonDocument.parse(out).root();
  }
}
