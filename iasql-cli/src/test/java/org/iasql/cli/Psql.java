package org.iasql.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The real psql, which stops at the first error. */
record Psql(String url) {
  /** Types SQL, and returns what psql prints. */
  String type(String sql) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("psql", "-X", "-v", "ON_ERROR_STOP=1", url);
    builder.environment().putAll(Map.of("PGTZ", "Asia/Kathmandu"));
    Process psql = builder.redirectErrorStream(true).start();
    try (Writer in = psql.outputWriter(StandardCharsets.UTF_8)) {
      in.write(sql);
    }
    return new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
