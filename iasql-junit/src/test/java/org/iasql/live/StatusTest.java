package org.iasql.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.iasql.core.OperationStatus;
import org.iasql.engine.request.Bootstrap;
import org.iasql.guards.GuardedDatabase;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code iasql_status()} shows at each stage of an apply, and to whom. */
@Timeout(90)
class StatusTest {
  private static final String STEPS =
      "SELECT state, table_name, description, attempts FROM iasql_status() WHERE step IS NOT NULL ORDER BY table_name";
  private static EmbeddedDatabase server;
  private GuardedDatabase database;
  private Session operator;

  @BeforeAll
  static void startServer() {
    server = EmbeddedDatabase.builder().inMemory().start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() throws SQLException {
    database = new GuardedDatabase(server, "live", "aws_cloudwatch", "aws_elb");
    operator = database.session();
  }

  @AfterEach
  void close() throws SQLException {
    operator.close();
    database.close();
  }

  @Test
  void showsACallAndItsStepsUntilItIsSettled() throws Exception {
    assertThat(operator.run("SELECT * FROM iasql_status()")).isEmpty();
    database.aws.provisioningTime(Duration.ofMinutes(8));
    try (RunningApply apply = RunningApply.start(database, database.aws)) {
      assertThat(operator.run(
              "SELECT optype, \"user\", application_name, state, waits_for, elapsed > '0'"
                  + " FROM iasql_status() WHERE step IS NULL"))
          .containsExactly("apply|live|deploy|running|null|t");
      RunningApply.until(
          operator, STEPS, "done|load_balancer|create web|1", "done|log_group|create first|1");
      database.aws.provisioningTime(Duration.ZERO);
      OperationStatus call = database.client().status().get(0);
      assertThat(call.applicationName()).contains("deploy");
      assertThat(call.step()).isEmpty();
      assertThat(call.elapsed()).hasValueSatisfying(time -> assertThat(time).isPositive());
      database.client().cancel(call.opid().orElseThrow());
      apply.error();
      apply.session().run("ROLLBACK");
      RunningApply.until(operator, "SELECT * FROM iasql_status()");
    }
  }

  @Test
  void showsWhoWaitsForWhom() throws Exception {
    try (Session first = database.session();
        Session second = database.session()) {
      first.run("SET application_name = 'first'", "BEGIN", "SELECT * FROM iasql_apply()");
      String pid = first.run("SELECT pg_backend_pid()").get(0);
      second.run("SET application_name = 'second'");
      CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
        try {
          second.run("SELECT * FROM iasql_apply()");
        } catch (SQLException e) {
          throw new AssertionError(e);
        }
      });
      String sentence = "the transaction of 'live' (pid " + pid + ", first) to end";
      RunningApply.until(
          operator,
          "SELECT application_name, state, waits_for FROM iasql_status() ORDER BY 1",
          "first|open|" + sentence,
          "second|waiting|" + sentence);
      assertThat(database.client().status())
          .anySatisfy(line -> assertThat(line.opid()).isEqualTo(Optional.empty()));
      first.run("COMMIT");
      waiting.join();
    }
  }

  @Test
  void needsNoEngineAndNamesWhatTheNextOneSettles() throws Exception {
    try (Session session = database.session()) {
      session.run(
          "BEGIN",
          "INSERT INTO log_group (log_group_name) VALUES ('a')",
          "SELECT * FROM iasql_apply()");
      database.stopEngine();
      session.run("ROLLBACK");
      assertThat(operator.run("SELECT state, waits_for FROM iasql_status() WHERE step IS NULL"))
          .containsExactly("unsettled|the next engine, because its own is gone");
      try (Session superuser = database.superuser()) {
        superuser.run("UPDATE iasql.operation SET started = started - interval '2 hours'");
      }
      assertThat(operator
              .run("SELECT waits_for FROM iasql_status() WHERE step IS NULL")
              .get(0))
          .startsWith("a person: SELECT * FROM iasql_settle('");
      database.restartEngine();
    }
  }

  @Test
  void isForReadersAndCountsWhatTheyMayNotSee() throws SQLException {
    try (Session session = database.session();
        Session superuser = database.superuser()) {
      superuser.run(
          "CREATE ROLE watcher LOGIN PASSWORD 'x'",
          "GRANT " + Bootstrap.viewerRole("live") + " TO watcher",
          "CREATE ROLE stranger LOGIN PASSWORD 'x'",
          "GRANT CONNECT ON DATABASE live TO stranger",
          "GRANT EXECUTE ON FUNCTION iasql_status() TO stranger");
      session.run(
          "BEGIN",
          "INSERT INTO log_group (log_group_name) VALUES ('a'), ('b')",
          "SELECT * FROM iasql_apply()");
      try (Session reader = database.session("watcher");
          Session stranger = database.session("stranger")) {
        reader.run("BEGIN READ ONLY");
        assertThat(reader.run(STEPS))
            .containsExactlyInAnyOrder("done|log_group|create a|1", "done|log_group|create b|1");
        assertThat(stranger.run("SELECT state, description FROM iasql_status()"))
            .containsExactly("open|null");
        assertThat(stranger.notices)
            .containsExactly("2 more steps are not shown, because you may not SELECT the tables.");
      }
      session.run("ROLLBACK");
      for (String role : new String[] {"watcher", "stranger"}) {
        superuser.run("DROP OWNED BY " + role, "DROP ROLE " + role);
      }
    }
  }
}
