package org.iasql.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.engine.IasqlEngine;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Databases that an engine cannot work with. */
class UnfitDatabaseTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String FOREIGN = "what answers there does not speak PostgreSQL's protocol.";
  private static final EmbeddedDatabase SERVER =
      EmbeddedDatabase.builder().inMemory().start();
  private final SimulatedAws aws = SimulatedAws.create();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private IasqlEngine start(String url, String user, String password) {
    return IasqlEngine.builder().url(url).user(user).password(password).aws(aws).start();
  }

  private static void execute(String database, String... statements) throws SQLException {
    try (Connection connection = SERVER.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A server that says the same to everyone; nothing means that it never says anything. */
  private static void serve(ServerSocket server, String greeting) {
    CompletableFuture.runAsync(() -> {
      List<Socket> clients = new ArrayList<>(); // The collector would close what nobody holds.
      while (!server.isClosed()) {
        try {
          Socket client = server.accept();
          clients.add(client);
          if (!greeting.isEmpty()) {
            client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            client.close();
          }
        } catch (IOException e) {
          return; // The test is over.
        }
      }
    });
  }

  private void refusesServer(String greeting, String reason) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(server, greeting);
      String url = "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/infra";
      Instant start = Instant.now();
      assertThatThrownBy(() -> start(url, "me", "x"))
          .isInstanceOf(IasqlException.class)
          .hasMessage(
              "The engine cannot connect to database 'infra' at 127.0.0.1:%d: %s Check that it is PostgreSQL 13 or later that answers at this host and port, and that the network lets this machine in."
                  .formatted(server.getLocalPort(), reason));
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
      assertThatThrownBy(
              () -> Iasql.builder().url(url).user("me").connectTimeout(SHORT).build())
          .isInstanceOf(IasqlException.class)
          .hasMessageStartingWith("Connecting to '%s' as user 'me' failed: ".formatted(url))
          .hasMessageEndingWith(
              "Check that PostgreSQL runs there, and that host, port and network let this machine in.");
    }
    assertThat(aws.calls().all()).isEmpty();
  }

  @Test
  void isNoWebServer() throws IOException {
    refusesServer("HTTP/1.1 400 Bad Request\r\n\r\n", FOREIGN);
  }

  @Test
  void isNoMySql() throws IOException {
    refusesServer("J\0\0\0\n8.0.36\0", FOREIGN);
  }

  @Test
  void answersInTime() throws IOException {
    refusesServer("", "Connection attempt timed out.");
  }

  @Test
  void letsTheUserIn() {
    assertThatThrownBy(() -> start(SERVER.url("postgres"), "postgres", "wrong"))
        .isInstanceOf(IasqlException.class)
        .hasMessage(
            "The engine cannot connect to database 'postgres' at 127.0.0.1:%d: FATAL: password authentication failed for user \"postgres\". Check the user and the password, and that pg_hba.conf lets them in."
                .formatted(SERVER.port()));
  }

  @Test
  void exists() {
    assertThatThrownBy(() -> start(SERVER.url("none"), "postgres", SERVER.password()))
        .isInstanceOf(IasqlException.class)
        .hasMessage(
            "The engine cannot connect to database 'none' at 127.0.0.1:%d: FATAL: database \"none\" does not exist. Create the database, or name another one in the url."
                .formatted(SERVER.port()));
  }

  /** The server has dblink, so a view of the same name hides it, as where it was never installed. */
  @Test
  void hasDblink() throws SQLException {
    SERVER.createDatabase("bare");
    execute(
        "bare",
        "CREATE SCHEMA bare",
        "CREATE VIEW bare.pg_available_extensions AS SELECT * FROM pg_catalog.pg_available_extensions WHERE name <> 'dblink'",
        "ALTER DATABASE bare SET search_path = bare, pg_catalog");
    assertThatThrownBy(() -> start(SERVER.url("bare"), "postgres", SERVER.password()))
        .isInstanceOf(IasqlException.class)
        .hasMessage(
            "Extension 'dblink' is not available on this server, and the SQL functions need it to reach the engine. Install PostgreSQL's contrib modules on the server: package 'postgresql-contrib' of Debian, Ubuntu, Fedora and Alpine; then start the engine again.");
  }

  @Test
  void printsTheSqlThatMakesARoleFit() throws SQLException {
    SERVER.createDatabase("managed");
    execute("managed", "CREATE ROLE \"plain role\" LOGIN PASSWORD 'x'");
    IasqlException refusal = catchThrowableOfType(
        IasqlException.class, () -> start(SERVER.url("managed"), "plain role", "x"));
    assertThat(refusal)
        .hasMessageStartingWith(
            "Role 'plain role' lacks a right that preparing database 'managed' needs: ERROR: permission denied to create role")
        .hasMessageContaining(
            "An administrator can run this once, connected to that database, after which the engine starts with role 'plain role':\n  ALTER ROLE \"plain role\" CREATEROLE;");
    String sql = String.valueOf(refusal.getMessage());
    execute("managed", sql.substring(sql.indexOf("ALTER ROLE")));
    try (IasqlEngine engine = start(SERVER.url("managed"), "plain role", "x")) {
      assertThat(engine).isNotNull();
    }
    execute("managed", sql.substring(sql.indexOf("ALTER ROLE"))); // Once more does no harm.
  }
}
