package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import org.iasql.core.RefusedException;
import org.iasql.guards.GuardedDatabase;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database is copied in the middle of an apply, which the original may have committed afterwards. */
class CopiedDatabaseTest {
  private static EmbeddedDatabase server;
  private GuardedDatabase original;
  private GuardedDatabase copy;
  private Session session;
  private SortedSet<String> atFirst;
  private SortedSet<String> applied;
  private UUID opid;

  @BeforeAll
  static void startServer() {
    server = EmbeddedDatabase.builder().inMemory().start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** The ledger is empty yet: that something is being made is in the journal alone. */
  @BeforeEach
  void copyInTheMiddleOfAnApply() throws SQLException {
    original = new GuardedDatabase(server, "original", "aws_cloudwatch", "aws_ecr");
    atFirst = original.aws.inventory();
    try (Session open = original.session()) {
      open.run(
          "BEGIN",
          "INSERT INTO log_group (log_group_name) VALUES ('a')",
          "INSERT INTO repository (repository_name) VALUES ('app')",
          "SELECT * FROM iasql_apply()");
      original.stopEngine();
    }
    applied = original.aws.inventory();
    assertThat(applied).hasSize(atFirst.size() + 2);
    original.aws.calls().clear();
    copy = original.copy("copy");
    session = copy.session();
    opid = UUID.fromString(
        session.run("SELECT opid FROM iasql_operation WHERE optype = 'apply'").get(0));
  }

  @AfterEach
  void stop() throws SQLException {
    session.close();
    copy.close();
    original.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM iasql_apply()",
        "SELECT * FROM iasql_sync()",
        "SELECT * FROM iasql_install('aws_vpc')",
        "SELECT * FROM iasql_uninstall('aws_ecr')",
        "SELECT delete_all_records()",
        "SELECT iasql_adopt('repository', 1)",
        "SELECT * FROM iasql_settle('00000000-0000-0000-0000-000000000000')",
        "SELECT * FROM iasql_settle('00000000-0000-0000-0000-000000000000', true)",
        "SELECT * FROM iasql_apply_plan('{}')",
        "SELECT * FROM iasql_upgrade()"
      })
  void isRefused(String call) {
    assertThatThrownBy(() -> session.run(call))
        .hasMessageContaining("This database is a copy of another one")
        .hasMessageContaining("SELECT iasql_adopt_database('keep') if the original is gone");
    assertNothingWasDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iasql_plan_apply", "iasql_plan_sync", "iasql_plan_details"})
  void isSaidByPlans(String plan) throws SQLException {
    session.run("SELECT * FROM " + plan + "()");
    assertThat(session.notices)
        .singleElement()
        .asString()
        .startsWith("This database is a copy of another one");
    assertNothingWasDone();
  }

  private void assertNothingWasDone() {
    assertThat(copy.aws.calls().mutating()).isEmpty();
    assertThat(copy.aws.inventory()).isEqualTo(applied);
  }

  @Test
  void leavesTheDecisionOnTheOriginalsOperationToAPerson() throws SQLException {
    session.run("SELECT iasql_adopt_database('keep')");
    assertThat(copy.client().apply()).isEmpty();
    copy.restartEngine();
    session.close();
    session = copy.session();
    assertThat(session.run("SELECT * FROM iasql_apply()")).isEmpty();
    assertThat(session.notices)
        .containsExactly(
            "Operation %1$s was not settled when this database was copied, and the original may have committed it since; it waits for you. SELECT * FROM iasql_settle('%1$s') shows what would be undone. What is to stay, take over first, with iasql_sync() or iasql_adopt."
                .formatted(opid));
    assertNothingWasDone();

    assertThat(session.run("SELECT action, table_name FROM iasql_settle('" + opid + "')"))
        .containsExactlyInAnyOrder("delete|log_group", "delete|repository");
    assertNothingWasDone();
    assertThat(copy.client().settle(opid, true)).hasSize(2);
    assertThat(copy.aws.inventory()).isEqualTo(atFirst);
    session.notices.clear();
    assertThat(session.run("SELECT * FROM iasql_plan_apply()")).isEmpty();
    assertThat(session.notices).isEmpty();
  }

  @Test
  void keepsWhatWasTakenOverBefore() throws SQLException {
    session.run(
        "BEGIN",
        "SELECT iasql_adopt_database('keep')",
        "INSERT INTO repository (id, repository_name) VALUES (100, 'app')",
        "SELECT iasql_adopt('repository', 100)",
        "COMMIT");
    assertThat(copy.client().settle(opid, true))
        .singleElement()
        .satisfies(undone -> assertThat(undone.tableName()).isEqualTo("log_group"));
    assertThat(copy.aws.inventory()).hasSize(atFirst.size() + 1);
    assertThat(copy.client().planApply()).isEmpty();
  }

  @Test
  void forgetsTheOperationIfEverythingStaysTheOriginals() throws SQLException {
    session.run("SELECT iasql_adopt_database('forget')");
    assertThat(session.run("SELECT * FROM iasql_apply()")).isEmpty();
    assertThat(session.run("SELECT action, table_name FROM iasql_plan_sync()"))
        .containsExactlyInAnyOrder("create|log_group", "create|repository");
    assertThat(session.notices).isEmpty();
    assertThatThrownBy(() -> copy.client().settle(opid, true))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("No operation " + opid + " waits to be settled.");
    assertNothingWasDone();
  }

  @Test
  void leavesTheOriginalItsOperation() throws SQLException {
    session.run("SELECT iasql_adopt_database('forget')");
    original.restartEngine();
    assertThat(original.client().apply()).isEmpty();
    assertThat(original.aws.inventory()).isEqualTo(atFirst);
  }

  @Test
  void undoesItsOwnApplyAlsoIfTheAdoptionIsRolledBack() throws SQLException {
    session.run(
        "BEGIN",
        "SELECT iasql_adopt_database('keep')",
        "INSERT INTO log_group (log_group_name) VALUES ('b')",
        "SELECT * FROM iasql_apply()");
    assertThat(copy.aws.inventory()).hasSize(applied.size() + 1);
    session.run("ROLLBACK");
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_apply()"))
        .hasMessageContaining("is a copy");
    assertThat(copy.aws.inventory()).isEqualTo(applied);
  }

  @Test
  void saysWhatCanBeDecided() {
    for (String decision : List.of("'maybe'", "NULL")) {
      assertThatThrownBy(() -> session.run("SELECT iasql_adopt_database(" + decision + ")"))
          .hasMessageContaining("iasql_adopt_database takes 'keep' or 'forget'");
    }
  }

  @Test
  void originalHasNothingToDecide() throws SQLException {
    session.run("SELECT iasql_adopt_database('keep')");
    List<String> ledger = session.run("SELECT table_name FROM iasql_plan_sync()");
    assertThatThrownBy(() -> session.run("SELECT iasql_adopt_database('forget')"))
        .hasMessageContaining("This database is no copy")
        .hasMessageContaining("iasql_uninstall");
    session.run("SELECT iasql_adopt_database('keep')");
    assertThat(session.run("SELECT table_name FROM iasql_plan_sync()")).isEqualTo(ledger);
    assertThat(session.run("SELECT * FROM iasql_plan_apply()")).isEmpty();
  }
}
