package org.iasql.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.iasql.engine.request.Bootstrap;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who only reads can preview; who may not read a table does not see its changes. */
class ReadersTest {
  private static EmbeddedDatabase server;
  private static GuardedDatabase database;

  @BeforeAll
  static void start() throws SQLException {
    server = EmbeddedDatabase.builder().inMemory().start();
    database = new GuardedDatabase(server, "read", "aws_cloudwatch", "aws_vpc");
    try (Session superuser = database.superuser()) {
      superuser.run(
          "CREATE ROLE auditor LOGIN PASSWORD 'x'",
          "GRANT " + Bootstrap.viewerRole("read") + " TO auditor",
          "CREATE ROLE narrow LOGIN PASSWORD 'x'",
          "GRANT CONNECT ON DATABASE read TO narrow",
          "GRANT EXECUTE ON FUNCTION iasql_plan_apply(), iasql_apply() TO narrow",
          "GRANT SELECT ON vpc TO narrow");
    }
  }

  @AfterAll
  static void stop() {
    database.close();
    server.close();
  }

  @BeforeEach
  void wish() throws SQLException {
    try (Session session = database.session()) {
      session.run(
          "DELETE FROM log_group",
          "DELETE FROM vpc WHERE NOT is_default",
          "SELECT * FROM iasql_apply()",
          "INSERT INTO log_group (log_group_name) VALUES ('a'), ('b')",
          "INSERT INTO vpc (cidr_block) VALUES ('10.0.0.0/16')");
    }
  }

  @Test
  void previewsAndReads() throws SQLException {
    try (Session reader = database.session("auditor")) {
      reader.run("BEGIN READ ONLY");
      assertThat(reader.run("SELECT * FROM iasql_plan_apply()")).hasSize(3);
      assertThat(reader.run("SELECT * FROM iasql_preview_apply()")).hasSize(3);
      assertThat(reader.run("SELECT * FROM iasql_plan_sync()")).hasSize(3);
      reader.run("SELECT * FROM iasql_preview_sync()");
      assertThat(reader.run("SELECT * FROM iasql_plan_details()")).hasSize(3);
      assertThat(reader.run("SELECT jsonb_array_length(iasql_plan_json() -> 'changes')"))
          .containsExactly("3");
      assertThat(reader.run("SELECT * FROM iasql_modules_list()")).isNotEmpty();
      assertThat(reader.run("SELECT * FROM iasql_modules_installed()")).isNotEmpty();
      assertThat(reader.run("SELECT * FROM iasql_help()")).isNotEmpty();
      assertThat(reader.run("SELECT * FROM iasql_version()")).hasSize(1);
      reader.run("SELECT * FROM iasql_status()");
      assertThat(reader.run("SELECT log_group_name FROM log_group")).containsExactly("a", "b");
      for (String table : new String[] {
        "iasql_operation",
        "iasql_operation_step",
        "iasql_audit_log",
        "iasql_module",
        "iasql_dependencies",
        "iasql_tables",
        "iasql_protected",
        "iasql_limit"
      }) {
        reader.run("SELECT * FROM " + table);
      }
      assertThat(reader.notices).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM iasql_apply()",
        "SELECT * FROM iasql_apply_plan('{}')",
        "SELECT * FROM iasql_sync()",
        "SELECT * FROM iasql_install('aws_ecr')",
        "SELECT * FROM iasql_uninstall('aws_vpc')",
        "SELECT delete_all_records()",
        "SELECT iasql_adopt('vpc', 1)",
        "SELECT iasql_adopt_database('keep')",
        "SELECT * FROM iasql_settle(gen_random_uuid())",
        "SELECT * FROM iasql_settle(gen_random_uuid(), true)",
        "SELECT iasql_cancel(gen_random_uuid())",
        "SELECT * FROM iasql_upgrade()",
        "INSERT INTO log_group (log_group_name) VALUES ('x')",
        "UPDATE log_group SET log_group_name = 'x'",
        "DELETE FROM log_group",
        "INSERT INTO iasql_protected VALUES ('log_group', '1')",
        "DELETE FROM iasql_protected",
        "UPDATE iasql_operation SET err = 'x'",
        "DELETE FROM iasql_audit_log",
        "SELECT * FROM iasql.operation",
        "SET ROLE iasql_owner"
      })
  void changesNothing(String statement) throws SQLException {
    try (Session reader = database.session("auditor")) {
      assertThatThrownBy(() -> reader.run(statement))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @Test
  void hidesTheChangesOfTablesThatTheCallerMayNotRead() throws SQLException {
    try (Session narrow = database.session("narrow")) {
      assertThat(narrow.run("SELECT table_name FROM iasql_plan_apply()")).containsExactly("vpc");
      assertThat(narrow.notices)
          .containsExactly("2 more changes are not shown, because you may not SELECT the tables.");
      assertThat(narrow.run("SELECT table_name FROM iasql_apply()")).containsExactly("vpc");
      assertThat(narrow.notices)
          .filteredOn(notice -> notice.startsWith("2 more changes are not shown"))
          .hasSize(2);
    }
    assertThat(database.client().planApply())
        .isEmpty(); // All was applied, also what was not shown.
  }

  @Test
  void decidesByTheRoleThatTheSessionActsAs() throws SQLException {
    try (Session superuser = database.superuser()) {
      assertThat(superuser.run("SELECT table_name FROM iasql_plan_apply()")).hasSize(3);
      superuser.run("SET ROLE narrow");
      assertThat(superuser.run("SELECT table_name FROM iasql_plan_apply()")).containsExactly("vpc");
    }
  }
}
