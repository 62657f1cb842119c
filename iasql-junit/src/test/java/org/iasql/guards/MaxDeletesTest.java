package org.iasql.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.SortedSet;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An apply deletes no more than the session, its role and the guard table allow. */
class MaxDeletesTest {
  private static EmbeddedDatabase server;
  private GuardedDatabase database;
  private Session session;

  @BeforeAll
  static void startServer() {
    server = EmbeddedDatabase.builder().inMemory().start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void applyThreeLogGroups() throws SQLException {
    database = new GuardedDatabase(server, "limited", "aws_cloudwatch");
    session = database.session();
    session.run(
        "INSERT INTO log_group (log_group_name) VALUES ('a'), ('b'), ('c')",
        "SELECT * FROM iasql_apply()");
  }

  @AfterEach
  void stop() throws SQLException {
    session.close();
    database.close();
  }

  @Test
  void refusesAnApplyThatDeletesMore() throws SQLException {
    SortedSet<String> before = database.aws.inventory();
    session.run("SET iasql.max_deletes = 2", "BEGIN", "DELETE FROM log_group");
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_apply()"))
        .hasMessageContaining(
            "The plan is refused: it would delete or replace 3 resources, and iasql.max_deletes allows 2 in one apply. If all of them are meant: SET LOCAL iasql.max_deletes = 3, then apply in the same transaction.")
        .hasMessageContaining(" action | table_name | id | ")
        .hasMessageContaining(" delete | log_group  |    | arn:aws:logs:")
        .hasMessageContaining("(3 rows)");
    assertThat(database.aws.inventory()).isEqualTo(before);
    session.run("ROLLBACK", "BEGIN", "DELETE FROM log_group", "SET LOCAL iasql.max_deletes = 3");
    assertThat(session.run("SELECT * FROM iasql_apply()")).hasSize(3);
    session.run("COMMIT");
    assertThat(database.aws.inventory()).hasSize(before.size() - 3);
  }

  @Test
  void allowsAsManyDeletesAndAnyNumberOfCreates() throws SQLException {
    session.run(
        "SET iasql.max_deletes = 1",
        "DELETE FROM log_group WHERE log_group_name = 'a'",
        "INSERT INTO log_group (log_group_name) VALUES ('d'), ('e')");
    assertThat(session.run("SELECT action FROM iasql_apply()"))
        .containsExactlyInAnyOrder("delete", "create", "create");
  }

  @Test
  void warnsInThePlan() throws SQLException {
    session.run("SET iasql.max_deletes = 0", "DELETE FROM log_group WHERE log_group_name = 'a'");
    session.notices.clear();
    assertThat(session.run("SELECT * FROM iasql_plan_apply()")).hasSize(1);
    assertThat(session.notices)
        .singleElement()
        .asString()
        .startsWith("iasql_apply() will be refused: it would delete or replace 1 resource")
        .contains("iasql.max_deletes allows 0");
  }

  @Test
  void isASettingOfTheRole() throws SQLException {
    try (Session superuser = database.superuser()) {
      superuser.run("ALTER ROLE limited SET iasql.max_deletes = 2");
    }
    try (Session later = database.session()) {
      later.run("DELETE FROM log_group");
      assertThatThrownBy(() -> later.run("SELECT * FROM iasql_apply()"))
          .hasMessageContaining("iasql.max_deletes allows 2");
    }
  }

  @Test
  void cannotRaiseTheLimitOfTheGuardTable() throws SQLException {
    try (Session superuser = database.superuser()) {
      superuser.run("INSERT INTO iasql_limit (max_deletes) VALUES (2)");
      assertThatThrownBy(() -> superuser.run("UPDATE iasql_limit SET max_deletes = -1"))
          .hasMessageContaining("max_deletes_is_not_negative");
    }
    session.run("SET iasql.max_deletes = 100", "DELETE FROM log_group");
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_apply()"))
        .hasMessageContaining(
            "table iasql_limit allows 2 in one apply, whatever iasql.max_deletes says")
        .hasMessageContaining("UPDATE iasql_limit SET max_deletes = 3");
    for (String write : new String[] {
      "UPDATE iasql_limit SET max_deletes = 9", "DELETE FROM iasql_limit", "TRUNCATE iasql_limit"
    }) {
      assertThatThrownBy(() -> session.run(write)).hasMessageContaining("permission denied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "many", "1.5", "99999999999"})
  void refusesWhatIsNoNumberOfDeletes(String value) throws SQLException {
    session.run("SET iasql.max_deletes = '" + value + "'");
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_apply()"))
        .hasMessageContaining(
            "Setting iasql.max_deletes is '" + value + "', which is no number of deletes. ")
        .hasMessageContaining("SET iasql.max_deletes = 10");
  }
}
