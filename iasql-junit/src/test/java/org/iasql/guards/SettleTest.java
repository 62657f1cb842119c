package org.iasql.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.iasql.core.RefusedException;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transaction that was left open for two hours after its apply, and then rolled back. */
class SettleTest {
  private static EmbeddedDatabase server;
  private GuardedDatabase database;
  private SortedSet<String> atFirst;
  private Session session;
  private UUID opid;

  @BeforeAll
  static void startServer() {
    server = EmbeddedDatabase.builder().inMemory().start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void applyAndLetTwoHoursPass() throws SQLException {
    database = new GuardedDatabase(server, "old", "aws_cloudwatch", "aws_ecr");
    atFirst = database.aws.inventory();
    session = database.session();
    session.run(
        "BEGIN",
        "INSERT INTO log_group (log_group_name) VALUES ('a')",
        "INSERT INTO repository (repository_name) VALUES ('app')",
        "SELECT * FROM iasql_apply()");
    try (Session superuser = database.superuser()) {
      opid = UUID.fromString(superuser
          .run("UPDATE iasql.operation SET started = started - interval '2 hours' RETURNING opid")
          .get(0));
    }
  }

  @AfterEach
  void stop() throws SQLException {
    session.close();
    database.close();
  }

  @Test
  void isNamedByEveryPlanAndUndoneByAPerson() throws SQLException {
    rollBackWhileNoEngineRuns();
    session.notices.clear();
    session.run("SELECT * FROM iasql_plan_apply()", "SELECT * FROM iasql_apply()");
    String waits =
        "Operation %1$s was not settled for an hour and waits for you. SELECT * FROM iasql_settle('%1$s') shows what would be undone."
            .formatted(opid);
    assertThat(session.notices).containsExactly(waits, waits);
    assertThat(database.aws.inventory()).hasSize(atFirst.size() + 2);

    session.notices.clear();
    session.run("BEGIN READ ONLY");
    List<String> shown =
        session.run("SELECT action, table_name, description FROM iasql_settle('" + opid + "')");
    session.run("COMMIT");
    assertThat(shown)
        .hasSize(2)
        .allMatch(row -> row.startsWith("delete|"))
        .anyMatch(row -> row.contains("|app (arn:"));
    assertThat(session.notices)
        .singleElement()
        .asString()
        .startsWith(
            "Nothing was done yet. SELECT * FROM iasql_settle('" + opid + "', true) undoes this");
    assertThat(database.aws.inventory()).hasSize(atFirst.size() + 2);

    session.notices.clear();
    assertThat(session.run(
            "SELECT action, table_name, description FROM iasql_settle('" + opid + "', true)"))
        .containsExactlyInAnyOrderElementsOf(shown);
    assertThat(session.notices)
        .anySatisfy(
            notice -> assertThat(notice).contains("Undone: ", "Nothing is left of this call"));
    assertThat(database.aws.inventory()).isEqualTo(atFirst);
    session.notices.clear();
    assertThat(session.run("SELECT * FROM iasql_plan_apply()")).isEmpty();
    assertThat(session.notices).isEmpty();
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_settle('" + opid + "', true)"))
        .hasMessageContaining("No operation " + opid + " waits to be settled.");
  }

  @Test
  void waitsForItsTransaction() {
    assertThatThrownBy(() -> database.client().settle(opid, false))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("The transaction of operation " + opid + " is still open");
  }

  @Test
  void isUndoneAtOnceByTheEngineThatCarriedItOut() throws SQLException {
    session.run("ROLLBACK");
    assertThat(database.client().apply()).isEmpty();
    assertThat(database.aws.inventory()).isEqualTo(atFirst);
  }

  private void rollBackWhileNoEngineRuns() throws SQLException {
    database.stopEngine();
    session.run("ROLLBACK");
    database.restartEngine();
  }

  @Test
  void leavesAloneWhatARowHolds() throws SQLException {
    rollBackWhileNoEngineRuns();
    database.client().sync();
    assertThat(database.client().settle(opid, true)).isEmpty();
    assertThat(database.aws.inventory()).hasSize(atFirst.size() + 2);
    assertThat(database.client().planApply()).isEmpty();
  }

  @Test
  void refusesAnOperationThatIsNone() throws SQLException {
    session.run("ROLLBACK");
    UUID none = UUID.randomUUID();
    for (boolean confirm : new boolean[] {false, true}) {
      assertThatThrownBy(() -> database.client().settle(none, confirm))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("No operation " + none + " waits to be settled.");
    }
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_settle(NULL)"))
        .hasMessageContaining("iasql_settle needs the id of an operation, which is NULL here.");
  }
}
