package org.iasql.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @Test
  void keepsItsDataAndPasswordInADirectory(@TempDir Path directory) throws SQLException {
    String password;
    try (EmbeddedDatabase first =
        EmbeddedDatabase.builder().dataDirectory(directory).start()) {
      password = first.password();
      first.createDatabase("it's kept");
      assertThat(text(first, "it's kept", "SHOW fsync")).isEqualTo("on");
    }
    try (EmbeddedDatabase second =
        EmbeddedDatabase.builder().dataDirectory(directory).start()) {
      assertThat(second.password()).isEqualTo(password);
      assertThat(text(second, "it's kept", "SELECT current_database()")).isEqualTo("it's kept");
      second.dropDatabase("it's kept");
      assertThat(
              text(second, "postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'it%'"))
          .isEqualTo("0");
    }
  }

  @Test
  void asksForAPasswordAndUnderstandsOddNames() throws SQLException {
    try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.url("postgres"), "postgres", "wrong")
                  .close())
          .hasMessageContaining("password authentication failed");
      String database = "a b+c/d%e\"ö";
      server.createDatabase(database);
      server.createClient(database, "o'client \"x\"", "p'w d");
      try (Connection client =
          DriverManager.getConnection(server.url(database), "o'client \"x\"", "p'w d")) {
        assertThat(client.getCatalog()).isEqualTo(database);
      }
      assertThat(server.connectionString(database, "u s", "p@w"))
          .isEqualTo("postgresql://u%20s:p%40w@127.0.0.1:" + server.port()
              + "/a%20b%2Bc%2Fd%25e%22%C3%B6");
    }
  }

  private static String text(EmbeddedDatabase server, String database, String sql)
      throws SQLException {
    try (Connection connection = server.dataSource(database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
