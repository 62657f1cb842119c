package org.iasql.settlement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.iasql.local.EmbeddedDatabase;

/** A JVM of its own with a database on a data directory, both of which can be killed. */
final class DatabaseProcess {
  private static final String READY = "ready";

  private DatabaseProcess() {}

  /** The process's own main method: the data directory. */
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    EmbeddedDatabase server =
        EmbeddedDatabase.builder().dataDirectory(Path.of(arguments[0])).start();
    try (Connection connection = server.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept AS SELECT 'committed' AS row");
    }
    System.out.println(READY);
    Thread.currentThread().join();
  }

  /** Lets a process commit a row of table {@code kept}, and kills it as {@code kill -9} does. */
  static void runAndKill(Path directory) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            DatabaseProcess.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader out = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null && !line.equals(READY)) {
        line = out.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("The database's process ended before it was ready");
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** The server that has a data directory. */
  static ProcessHandle server(Path directory) throws IOException {
    String pid =
        Files.readAllLines(directory.resolve("postgresql/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }
}
