package org.iasql.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.iasql.core.Iasql;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.TestPostgres;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that share two sessions of the server through a pooler in transaction mode. */
class PoolerTest {
  private static final String DATABASE = "pooled";
  private static final String USER = "pooled_client";

  @TempDir
  Path directory;

  private final SimulatedAws aws = SimulatedAws.create();
  private LocalIasql local;
  private PgBouncer pooler;
  private DataSource pooled;

  @BeforeEach
  void start() throws IOException {
    EmbeddedDatabase server = TestPostgres.newest();
    pooler = PgBouncer.start(server, directory, USER, "secret", 2);
    local = LocalIasql.builder().database(server, DATABASE).aws(aws).start();
    server.createClient(DATABASE, USER, "secret");
    pooled = pooler.dataSource(DATABASE, USER, "secret");
    local.client().install("aws_cloudwatch");
  }

  @AfterEach
  void stop() {
    if (local != null) {
      local.close();
      TestPostgres.newest().dropDatabase(DATABASE);
    }
    if (pooler != null) {
      pooler.close();
    }
  }

  @Test
  void transactionAppliesAndRollsBack() throws SQLException {
    try (Connection client = pooled.getConnection()) {
      client.setAutoCommit(false);
      run(client, "INSERT INTO log_group (log_group_name) VALUES ('kept')");
      assertThat(run(client, "SELECT description FROM iasql_plan_apply()")).containsExactly("kept");
      assertThat(run(client, "SELECT description FROM iasql_apply()")).containsExactly("kept");
      client.commit();
      run(client, "INSERT INTO log_group (log_group_name) VALUES ('undone')");
      run(client, "SELECT * FROM iasql_apply()");
      client.rollback();
    }
    try (Connection client = pooled.getConnection()) {
      assertThat(run(client, "SELECT description FROM iasql_apply()")).isEmpty();
    }
    assertThat(aws.inventory().toString()).contains("log-group:kept").doesNotContain("undone");
  }

  @Test
  void clientsOutnumberTheSessions() throws SQLException {
    ExecutorService clients = Executors.newFixedThreadPool(6);
    List<CompletableFuture<List<String>>> previews = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String name = "group-" + i;
      previews.add(CompletableFuture.supplyAsync(() -> preview(name), clients));
    }
    for (int i = 0; i < previews.size(); i++) {
      assertThat(previews.get(i).join()).containsExactly("group-" + i);
    }
    clients.shutdown();
  }

  @Test
  void cancelledCallLeavesTheSessionToTheNextClient() throws SQLException {
    aws.latency(java.time.Duration.ofMillis(500));
    try (Connection client = pooled.getConnection()) {
      client.setAutoCommit(false);
      run(client, "SET LOCAL statement_timeout = 200");
      assertThatThrownBy(() -> run(client, "SELECT * FROM iasql_plan_apply()"))
          .hasMessageContaining("statement timeout");
      client.rollback();
    }
    aws.latency(java.time.Duration.ZERO);
    for (int i = 0; i < 4; i++) {
      assertThat(preview("after-" + i)).containsExactly("after-" + i);
    }
  }

  @Test
  void javaClientWorksBehindIt() {
    try (Iasql iasql = Iasql.create(pooled)) {
      assertThat(iasql.planApply()).isEmpty();
      assertThat(iasql.installedModules()).isNotEmpty();
    }
  }

  private List<String> preview(String name) {
    try (Connection client = pooled.getConnection()) {
      client.setAutoCommit(false);
      run(client, "INSERT INTO log_group (log_group_name) VALUES ('" + name + "')");
      List<String> plan = run(client, "SELECT description FROM iasql_plan_apply()");
      client.rollback();
      return plan;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> run(Connection connection, String sql) throws SQLException {
    List<String> first = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            first.add(rows.getString(1));
          }
        }
      }
    }
    return first;
  }
}
