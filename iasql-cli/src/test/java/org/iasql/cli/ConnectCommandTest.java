package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.StreamSupport;
import org.iasql.engine.IasqlEngine;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that nobody has prepared. */
class ConnectCommandTest {
  private static EmbeddedDatabase server;

  @TempDir
  private Path directory;

  @BeforeAll
  static void start() {
    server = EmbeddedDatabase.builder().inMemory().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void execute(String database, String... statements) throws SQLException {
    try (Connection connection = server.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private Invocation run(String database, String user, String password, String... arguments) {
    return Invocation.on(directory, server.connectionString(database, user, password), arguments);
  }

  @Test
  void findsNothingMissingForASuperuser() {
    server.createDatabase("open");
    Invocation connect = run("open", "postgres", server.password(), "connect");
    assertThat(connect.out())
        .containsPattern("server version +ok +PostgreSQL 18")
        .containsPattern("dblink +ok +available; the engine installs it")
        .containsPattern("AWS identity +skipped ")
        .doesNotContain("missing");
    assertThat(connect.status()).isZero();
  }

  /** What is printed as the remedy is one: run by an administrator, it leaves nothing missing. */
  @Test
  void printsTheSqlThatMendsWhatIsMissing() throws SQLException {
    server.createDatabase("closed");
    execute("closed", "CREATE ROLE \"plain role\" LOGIN PASSWORD 'x'");
    Invocation before = run("closed", "plain role", "x", "connect");
    assertThat(before.status()).isEqualTo(1);
    assertThat(before.out())
        .containsPattern("dblink +missing +not installed, and only a superuser may\n")
        .contains("GRANT iasql_owner TO \"plain role\";");
    execute(
        "closed",
        StreamSupport.stream(
                run("closed", "plain role", "x", "connect", "--json")
                    .json()
                    .at("/checks")
                    .spliterator(),
                false)
            .filter(check -> check.at("/state").asText().equals("missing"))
            .map(check -> check.at("/mend").asText())
            .toArray(String[]::new));
    Invocation after = run("closed", "plain role", "x", "connect");
    assertThat(after.out()).doesNotContain("missing");
    assertThat(after.status()).isZero();
    IasqlEngine.builder()
        .url(server.url("closed"))
        .user("plain role")
        .password("x")
        .aws(SimulatedAws.create())
        .start()
        .close();
  }

  /** A view of the same name hides what the server has. */
  @Test
  void missesDblink() throws SQLException {
    server.createDatabase("bare");
    execute(
        "bare",
        "CREATE SCHEMA bare",
        "CREATE VIEW bare.pg_available_extensions AS SELECT * FROM pg_catalog.pg_available_extensions WHERE name <> 'dblink'",
        "ALTER DATABASE bare SET search_path = bare, pg_catalog");
    assertThat(run("bare", "postgres", server.password(), "connect").out())
        .containsPattern(
            "dblink +missing +not on the server\n +Install PostgreSQL's contrib modules on the server: package postgresql-contrib\\.");
  }

  @Test
  void missesAnEngine() {
    server.createDatabase("idle");
    Invocation doctor = run("idle", "postgres", server.password(), "doctor");
    assertThat(doctor.status()).isEqualTo(1);
    assertThat(doctor.out())
        .containsPattern("engines +missing +none is connected\n +iasql engine --url")
        .containsPattern("answer +missing ");
  }

  @Test
  void saysWhyItCannotConnect() {
    Invocation wrong = run("postgres", "postgres", "wrong", "connect");
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.err())
        .isEqualTo(
            "Error: Connecting to '%s' as user 'postgres' failed: password authentication failed for user \"postgres\". Check the user and the password, and that pg_hba.conf lets them in.\n"
                .formatted(server.url("postgres")));
    assertThat(run("none", "postgres", server.password(), "connect").err())
        .endsWith(
            "database \"none\" does not exist. Create the database, or name another one in the url.\n");
    assertThat(Invocation.of("connect", "--url", "postgresql://127.0.0.1:1/x", "--user", "me")
            .err())
        .startsWith(
            "Error: Connecting to 'jdbc:postgresql://127.0.0.1:1/x' as user 'me' failed: Connection to 127.0.0.1:1 refused.")
        .hasLineCount(1);
  }

  @Test
  void saysWhereToNameADatabase() {
    assertThat(Invocation.of("plan", "--data", directory.toString()).err())
        .isEqualTo(
            "Error: '%s' has no database of 'iasql start'. Run 'iasql start --data %1$s' first, or name a database: --url.\n"
                .formatted(directory));
  }
}
