package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.SortedSet;
import org.iasql.guards.GuardedDatabase;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database is restored from an old copy, after the original went on and was lost. */
class RestoredDatabaseTest {
  private static EmbeddedDatabase server;
  private GuardedDatabase restored;
  private Session session;
  private SortedSet<String> inventory;

  @BeforeAll
  static void startServer() {
    server = EmbeddedDatabase.builder().inMemory().start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void restoreAfterTheOriginalWentOn() throws SQLException {
    try (GuardedDatabase original =
        new GuardedDatabase(server, "lost", "aws_cloudwatch", "aws_ecr")) {
      try (Session before = original.session()) {
        before.run(
            "INSERT INTO log_group (id, log_group_name) VALUES (101, 'stays'), (102, 'gone')",
            "INSERT INTO repository (id, repository_name) VALUES (101, 'made-anew')",
            "SELECT * FROM iasql_apply()");
      }
      original.stopEngine();
      server.createDatabase("dump", "lost");
      original.restartEngine();
      try (Session after = original.session()) {
        after.run(
            "DELETE FROM log_group WHERE log_group_name = 'gone'",
            "DELETE FROM repository",
            "INSERT INTO log_group (log_group_name) VALUES ('later')",
            "SELECT * FROM iasql_apply()",
            "INSERT INTO repository (repository_name) VALUES ('made-anew')",
            "SELECT * FROM iasql_apply()");
      }
      inventory = original.aws.inventory();
      original.aws.calls().clear();
      original.stopEngine();
      restored = GuardedDatabase.on(server, "dump", original.aws);
    }
    session = restored.session();
  }

  @AfterEach
  void stop() throws SQLException {
    session.close();
    restored.close();
  }

  @Test
  void createsWhatIsGoneAndTouchesNothingForeign() throws SQLException {
    session.run("SELECT iasql_adopt_database('keep')");
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_plan_apply()"))
        .hasMessageContaining("made-anew")
        .hasMessageContaining("SELECT iasql_adopt('repository', 101)");
    session.run("SELECT iasql_adopt('repository', 101)");
    assertThat(session.run("SELECT action, table_name, description FROM iasql_plan_apply()"))
        .containsExactly("create|log_group|gone");
    assertThat(session.run("SELECT action, table_name, description FROM iasql_plan_sync()"))
        .containsExactlyInAnyOrder(
            "create|log_group|later", "delete|log_group|gone", "update|repository|made-anew");
    assertThat(restored.aws.calls().mutating()).isEmpty();

    session.run("SELECT * FROM iasql_apply()");
    assertThat(session.run("SELECT * FROM iasql_plan_apply()")).isEmpty();
    assertThat(restored.aws.inventory()).containsAll(inventory).hasSize(inventory.size() + 1);
    session.run("SELECT delete_all_records()", "SELECT * FROM iasql_apply()");
    assertThat(restored.aws.inventory())
        .filteredOn(arn -> arn.startsWith("arn:"))
        .singleElement()
        .asString()
        .contains("log-group:later");
  }

  @Test
  void holdsNothingIfEverythingStaysTheOriginals() throws SQLException {
    session.run("SELECT iasql_adopt_database('forget')");
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_plan_apply()"))
        .hasMessageContaining("SELECT iasql_adopt('repository', 101)")
        .hasMessageContaining("SELECT iasql_adopt('log_group', 101)");
    session.run("SELECT delete_all_records()");
    assertThat(session.run("SELECT * FROM iasql_apply()")).isEmpty();
    assertThat(restored.aws.inventory()).isEqualTo(inventory);
    assertThat(restored.aws.calls().mutating()).isEmpty();
  }
}
