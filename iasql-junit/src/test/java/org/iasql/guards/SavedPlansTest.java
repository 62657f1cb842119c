package org.iasql.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.SortedSet;
import org.iasql.core.Change;
import org.iasql.core.RefusedException;
import org.iasql.core.plan.PlanDocument;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that was reviewed is applied as it was, or not at all. */
class SavedPlansTest {
  private static final String REMAKE =
      "\nNothing was called and nothing changed. Make a new plan and have it reviewed: SELECT iasql_plan_json().";
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
  void applyOneRepository() throws SQLException {
    database = new GuardedDatabase(server, "saved", "aws_cloudwatch", "aws_ecr");
    session = database.session();
    session.run(
        "INSERT INTO repository (repository_name) VALUES ('app')", "SELECT * FROM iasql_apply()");
    session.run(
        "UPDATE repository SET scan_on_push = true",
        "INSERT INTO log_group (log_group_name) VALUES ('new')");
  }

  @AfterEach
  void stop() throws SQLException {
    session.close();
    database.close();
  }

  private PlanDocument save() {
    PlanDocument plan = PlanDocument.fromJson(database.client().plan().toJson());
    assertThat(plan.changes()).hasSize(2);
    return plan;
  }

  private void refuses(PlanDocument saved, String... texts) {
    SortedSet<String> before = database.aws.inventory();
    int calls = database.aws.calls().mutating().size();
    assertThatThrownBy(() -> database.client().apply(saved))
        .isInstanceOf(RefusedException.class)
        .satisfies(error -> assertThat(error.getMessage()).contains(texts));
    assertThat(database.aws.inventory()).isEqualTo(before);
    assertThat(database.aws.calls().mutating()).hasSize(calls);
  }

  @Test
  void areAppliedAsTheyWere() {
    PlanDocument saved = save();
    assertThat(database.client().apply(saved))
        .extracting(Change::toString)
        .containsExactlyInAnyOrder("create log_group new", "update repository app");
    assertThat(database.client().planApply()).isEmpty();
    refuses(
        saved,
        "The saved plan of " + saved.madeAt() + " is not what an apply would do now:\n- ",
        "create log_group new: is no change any more",
        "update repository app: is no change any more",
        REMAKE);
  }

  @Test
  void areAppliedAndUndoneWithTheTransaction() {
    PlanDocument saved = save();
    SortedSet<String> before = database.aws.inventory();
    database.client().useTransaction(tx -> {
      assertThat(tx.apply(saved)).hasSize(2);
      tx.rollback();
    });
    assertThat(database.client().apply(saved)).hasSize(2);
    assertThat(database.aws.inventory()).hasSize(before.size() + 1);
  }

  @Test
  void areRefusedOnceARowIsAnotherOne() throws SQLException {
    PlanDocument saved = save();
    session.run("UPDATE repository SET image_tag_mutability = 'IMMUTABLE'");
    refuses(
        saved,
        "update repository app: image_tag_mutability was to be \"MUTABLE\", and is to be \"IMMUTABLE\"");
    session.run("UPDATE repository SET image_tag_mutability = 'MUTABLE', scan_on_push = false");
    refuses(saved, "update repository app: is no change any more");
    session.run("UPDATE repository SET repository_name = 'app2'");
    refuses(saved, "update repository app: is replace now");
    session.run(
        "UPDATE repository SET repository_name = 'app', scan_on_push = true",
        "INSERT INTO log_group (log_group_name) VALUES ('newer')");
    refuses(saved, "create log_group newer: is not in the saved plan");
    session.run("DELETE FROM log_group WHERE log_group_name = 'newer'");
    assertThat(database.client().apply(saved)).hasSize(2);
  }

  @Test
  void areRefusedOnceAwsIsAnotherOne() {
    PlanDocument saved = save();
    database
        .aws
        .ecr()
        .putImageTagMutability(r -> r.repositoryName("app").imageTagMutability("IMMUTABLE"));
    refuses(
        saved,
        "update repository app: image_tag_mutability was \"MUTABLE\" in AWS, and is \"IMMUTABLE\"");
    database.aws.ecr().deleteRepository(r -> r.repositoryName("app"));
    database.aws.ecr().createRepository(r -> r.repositoryName("app"));
    assertThatThrownBy(() -> database.client().apply(saved))
        .hasMessageContaining("repository 'app' exists in AWS already");
  }

  @Test
  void areOfOneDatabase() {
    PlanDocument saved = save();
    try (GuardedDatabase other = new GuardedDatabase(server, "other", "aws_cloudwatch")) {
      assertThatThrownBy(() -> other.client().apply(saved))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("The saved plan is of another database, 'saved' (")
          .hasMessageContaining("), and this one is 'other' (")
          .hasMessageContaining("Apply it there, or make a plan of this database");
      assertThat(other.aws.calls().mutating()).isEmpty();
    }
  }

  @Test
  void areRefusedIfAReviewerCouldNotSeeAll() throws SQLException {
    try (Session superuser = database.superuser()) {
      superuser.run(
          "CREATE ROLE partial LOGIN PASSWORD 'x'",
          "GRANT CONNECT ON DATABASE saved TO partial",
          "GRANT EXECUTE ON FUNCTION iasql_plan_json(), iasql_plan_details(), iasql_apply_plan(jsonb) TO partial",
          "GRANT SELECT ON repository TO partial");
    }
    PlanDocument whole = save();
    try (Session partial = database.session("partial")) {
      assertThat(partial.run("SELECT table_name FROM iasql_plan_details()"))
          .containsExactly("repository");
      assertThat(partial.notices)
          .containsExactly("1 more change is not shown, because you may not SELECT the table.");
      PlanDocument part =
          PlanDocument.fromJson(partial.run("SELECT iasql_plan_json()").get(0));
      assertThat(part.hidden()).isEqualTo(1);
      refuses(part, "The saved plan leaves 1 of its changes out");
      session.run("UPDATE log_group SET log_group_name = 'secret-name'");
      assertThatThrownBy(() -> partial.run("SELECT * FROM iasql_apply_plan('"
              + whole.toTree().toString().replace("'", "''") + "')"))
          .hasMessageContaining("- 1 of tables that you may not SELECT")
          .satisfies(error -> assertThat(error.getMessage()).doesNotContain("secret-name"));
    } finally {
      try (Session superuser = database.superuser()) {
        superuser.run("DROP OWNED BY partial", "DROP ROLE partial");
      }
    }
  }

  @Test
  void areRefusedInANewerForm() {
    ObjectNode newer = save().toTree().put("version", 2).put("engine_version", "9.0");
    assertThatThrownBy(() -> session.run(
            "SELECT * FROM iasql_apply_plan('" + newer.toString().replace("'", "''") + "')"))
        .hasMessageContaining(
            "The saved plan is of version 2, made by IaSQL 9.0, and this one reads version 1. Upgrade, or make the plan again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "'[]'", "'\"x\"'", "'{}'", "'{\"format\": \"tfplan\"}'", "'1'"})
  void areTakenForNothingElse(String argument) {
    assertThatThrownBy(() -> session.run("SELECT * FROM iasql_apply_plan(" + argument + ")"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("IQ001"))
        .hasMessageContaining(
            "This is no saved plan: it has no \"format\": \"iasql-plan\". Give what iasql_plan_json() returned, unchanged.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"changes", "database", "account_id"})
  void areRefusedWithAPartMissing(String name) {
    ObjectNode cut = save().toTree();
    cut.remove(name);
    assertThatThrownBy(() -> session.run(
            "SELECT * FROM iasql_apply_plan('" + cut.toString().replace("'", "''") + "')"))
        .hasMessageContaining("The saved plan cannot be read: ")
        .hasMessageContaining("'" + name + "'");
  }
}
