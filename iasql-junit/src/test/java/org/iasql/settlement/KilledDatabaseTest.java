package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data directory outlives its JVM and its server, whoever kills them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KilledDatabaseTest {
  @TempDir
  private Path directory;

  @Test
  void takesUpTheServerThatAKilledJvmHasLeft() throws Exception {
    DatabaseProcess.runAndKill(directory);
    ProcessHandle left = DatabaseProcess.server(directory);
    try (EmbeddedDatabase server =
        EmbeddedDatabase.builder().dataDirectory(directory).start()) {
      assertThat(rows(server)).isEqualTo("committed");
      assertThat(DatabaseProcess.server(directory)).isEqualTo(left);
    }
    left.onExit().get(30, TimeUnit.SECONDS);
    try (EmbeddedDatabase server =
        EmbeddedDatabase.builder().dataDirectory(directory).start()) {
      assertThat(rows(server)).isEqualTo("committed");
    }
  }

  @Test
  void recoversFromAKilledServer() throws Exception {
    DatabaseProcess.runAndKill(directory);
    ProcessHandle left = DatabaseProcess.server(directory);
    left.destroyForcibly();
    left.onExit().get(30, TimeUnit.SECONDS);
    try (EmbeddedDatabase server =
        EmbeddedDatabase.builder().dataDirectory(directory).start()) {
      assertThat(rows(server)).isEqualTo("committed");
      assertThat(DatabaseProcess.server(directory)).isNotEqualTo(left);
    }
  }

  private static String rows(EmbeddedDatabase server) throws SQLException {
    try (Connection connection = server.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT string_agg(row, ', ') FROM kept")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
