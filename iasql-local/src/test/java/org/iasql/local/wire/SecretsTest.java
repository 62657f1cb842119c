package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is secret reaches no table, no log, no NOTICE and no error. */
@NeedsEmulator
class SecretsTest {
  private static final String DATABASE = "secrets";
  private static final String KEY = "AKIACANARYCANARY1234";
  private static final String SECRET = "canary-secret-of-aws";
  private static final String TOKEN = "canary-session-token";
  private static final String DATABASE_PASSWORD = "canary-of-the-url";
  private static final String MASTER_PASSWORD = "canary-of-the-instance";
  private static final String ALL_TABLES =
      "SELECT format('SELECT t::text FROM %I.%I t', schemaname, tablename) FROM pg_tables"
          + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";

  private final List<String> heard = new ArrayList<>();

  @Test
  void reachNothingThatCanBeRead(@TempDir Path directory) throws SQLException, IOException {
    Emulator.reset();
    Path log = directory.resolve("engine.log");
    try (EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start()) {
      server.createDatabase(DATABASE);
      try (Connection client = server.dataSource(DATABASE).getConnection()) {
        run(client, "CREATE ROLE engine SUPERUSER LOGIN PASSWORD '" + DATABASE_PASSWORD + "'");
        EngineProcess engine = EngineProcess.start(
            ProcessBuilder.Redirect.to(log.toFile()),
            List.of(
                server.url(DATABASE) + "?password=" + DATABASE_PASSWORD,
                "engine",
                DATABASE_PASSWORD,
                KEY,
                SECRET,
                TOKEN));
        try {
          use(client);
        } finally {
          engine.kill();
        }
        heard.addAll(dump(client));
      }
    }
    heard.addAll(Files.readAllLines(log));
    assertThat(heard).hasSizeGreaterThan(50);
    for (String secret : List.of(KEY, SECRET, TOKEN, DATABASE_PASSWORD, MASTER_PASSWORD)) {
      assertThat(heard).as(secret).noneMatch(line -> line.contains(secret));
    }
  }

  private void use(Connection client) throws SQLException {
    run(client, "SELECT * FROM iasql_install('aws_rds', 'aws_cloudwatch')");
    run(
        client,
        "INSERT INTO rds (db_instance_identifier, allocated_storage, db_instance_class, engine, master_username, master_user_password)"
            + " VALUES ('canary', 20, 'db.t3.micro', 'postgres', 'admin1', '" + MASTER_PASSWORD
            + "')");
    run(client, "SELECT * FROM iasql_plan_apply()");
    run(client, "SELECT * FROM iasql_apply()");
    // PostgreSQL's own text for a row that a constraint refuses shows the whole row.
    assertThatThrownBy(() -> run(
            client,
            "UPDATE rds SET allocated_storage = 1, master_user_password = '" + MASTER_PASSWORD
                + "'"))
        .isInstanceOf(SQLException.class)
        .satisfies(e -> heard.add(e.toString()));
  }

  private void run(Connection client, String sql) throws SQLException {
    try (Statement statement = client.createStatement()) {
      if (statement.execute(sql)) {
        collect(statement.getResultSet());
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        heard.add(w.getMessage());
      }
    }
  }

  private void collect(ResultSet rows) throws SQLException {
    while (rows.next()) {
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        heard.add(String.valueOf(rows.getString(i)));
      }
    }
  }

  private static List<String> dump(Connection client) throws SQLException {
    List<String> lines = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    try (Statement statement = client.createStatement()) {
      try (ResultSet rows = statement.executeQuery(ALL_TABLES)) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery(table)) {
          while (rows.next()) {
            lines.add(rows.getString(1));
          }
        }
      }
      String catalogs =
          "SELECT srvoptions::text FROM pg_foreign_server UNION ALL SELECT umoptions::text FROM pg_user_mappings"
              + " UNION ALL SELECT prosrc FROM pg_proc WHERE proowner = 'iasql_owner'::regrole";
      try (ResultSet rows = statement.executeQuery(catalogs)) {
        while (rows.next()) {
          lines.add(String.valueOf(rows.getString(1)));
        }
      }
    }
    return lines;
  }
}
