package org.iasql.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedSet;
import java.util.UUID;
import org.iasql.core.RefusedException;
import org.iasql.engine.IasqlEngine;
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

/** One session stops the call of another. */
@Timeout(90)
class CancelTest {
  private static EmbeddedDatabase server;
  private GuardedDatabase database;
  private SortedSet<String> atFirst;
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
    atFirst = database.aws.inventory();
    operator = database.session();
    operator.run("SET application_name = 'operator'");
  }

  @AfterEach
  void close() throws SQLException {
    operator.close();
    database.close();
  }

  @Test
  void stopsAnApplyThatWaitsForAwsAndUndoesIt() throws Exception {
    database.aws.provisioningTime(Duration.ofMinutes(8));
    try (RunningApply apply = RunningApply.start(database, database.aws)) {
      UUID opid = RunningApply.opid(operator);
      // Noted at once, also in a transaction that changes nothing and is rolled back.
      operator.run("BEGIN READ ONLY");
      assertThat(operator.run("SELECT iasql_cancel('" + opid + "')")).containsExactly("t");
      operator.run("ROLLBACK");
      SQLException error = apply.error();
      assertThat(error.getSQLState()).isEqualTo("IQ004");
      assertThat((Throwable) error)
          .hasMessageContaining("The call was cancelled by 'live' (pid ")
          .hasMessageContaining(", operator). Undone: ")
          .hasMessageContaining("create load_balancer web")
          .hasMessageContaining("Nothing is left of this call");
      assertThat(database.aws.inventory()).isEqualTo(atFirst);
      assertThat(operator.run("SELECT err LIKE 'The call was cancelled by %' FROM iasql_operation"
              + " WHERE opid = '" + opid + "'"))
          .containsExactly("t");
      apply.session().run("ROLLBACK");
      RunningApply.until(operator, "SELECT * FROM iasql_status()");
      assertThatThrownBy(() -> database.client().cancel(opid))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("Operation " + opid + " has failed at ")
          .hasMessageContaining("there is nothing to cancel.");
    }
    assertThat(database.client().planApply()).isEmpty();
  }

  @Test
  void reachesTheEngineThatRunsItAmongSeveral() throws Exception {
    database.aws.provisioningTime(Duration.ofMinutes(8));
    try (RunningApply apply = RunningApply.start(database, database.aws);
        IasqlEngine other = IasqlEngine.builder()
            .url(server.url("live"))
            .user(EmbeddedDatabase.SUPERUSER)
            .password(server.password())
            .aws(database.aws)
            .start()) {
      UUID opid = RunningApply.opid(operator);
      assertThat(other).isNotNull();
      assertThat(operator.run("SELECT iasql_cancel('" + opid + "')")).containsExactly("t");
      assertThat((Throwable) apply.error()).hasMessageContaining("cancelled by 'live'");
    }
    assertThat(database.aws.inventory()).isEqualTo(atFirst);
  }

  @Test
  void isTooLateOnceTheApplyIsDone() throws Exception {
    try (Session session = database.session()) {
      session.run(
          "BEGIN",
          "INSERT INTO log_group (log_group_name) VALUES ('a')",
          "SELECT * FROM iasql_apply()");
      UUID opid = RunningApply.opid(operator);
      assertThatThrownBy(() -> database.client().cancel(opid))
          .isInstanceOf(RefusedException.class)
          .hasMessageMatching(
              "It is too late to cancel operation %s: it is done, and the transaction of 'live' \\(pid (\\d+), .*\\) decides\\. ROLLBACK there undoes it; SELECT pg_terminate_backend\\(\\1\\) ends that session, which rolls back, too\\."
                  .formatted(opid));
      session.run("COMMIT");
      RunningApply.until(operator, "SELECT * FROM iasql_status()");
      assertThatThrownBy(() -> database.client().cancel(opid))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("Operation " + opid + " is over since ");
    }
    assertThat(database.client().planApply()).isEmpty();
  }

  @Test
  void refusesWhatIsNoOperation() {
    UUID none = UUID.randomUUID();
    assertThatThrownBy(() -> database.client().cancel(none))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "No operation " + none + " is known. SELECT * FROM iasql_status() lists what runs.");
    assertThatThrownBy(() -> operator.run("SELECT iasql_cancel(NULL)"))
        .hasMessageContaining("iasql_cancel needs the id of an operation, which is NULL here.");
    assertThatThrownBy(() -> operator.run("SELECT iasql_cancel('no id')"))
        .hasMessageContaining("invalid input syntax for type uuid: \"no id\"");
  }

  @Test
  void isNotForReaders() throws SQLException {
    try (Session superuser = database.superuser()) {
      superuser.run(
          "CREATE ROLE onlooker LOGIN PASSWORD 'x'",
          "GRANT " + Bootstrap.viewerRole("live") + " TO onlooker");
    }
    try (Session reader = database.session("onlooker")) {
      assertThatThrownBy(() -> reader.run("SELECT iasql_cancel(gen_random_uuid())"))
          .hasMessageContaining("permission denied for function iasql_cancel");
    } finally {
      try (Session superuser = database.superuser()) {
        superuser.run("DROP OWNED BY onlooker", "DROP ROLE onlooker");
      }
    }
  }

  @Test
  void saysThatNoEngineIsThere() {
    database.stopEngine();
    assertThatThrownBy(() -> operator.run("SELECT iasql_cancel(gen_random_uuid())"))
        .hasMessageContaining("No engine answered within 5 s.");
    database.restartEngine();
  }
}
