package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.iasql.guards.GuardedDatabase;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/** A server goes on from an earlier state of itself, as a promoted standby that had not received everything. */
class PromotedStandbyTest {
  private static final String DATABASE = "infra";

  private final SimulatedAws aws = SimulatedAws.create();

  @TempDir
  private Path directory;

  /** What a test does in a session, with an engine on the database. */
  @FunctionalInterface
  private interface Work {
    void in(GuardedDatabase database, Session session) throws SQLException;
  }

  private void on(String name, Work work) throws SQLException {
    try (EmbeddedDatabase server =
        EmbeddedDatabase.builder().dataDirectory(directory.resolve(name)).start()) {
      GuardedDatabase database = GuardedDatabase.on(server, DATABASE, aws);
      try (Session session = database.session()) {
        work.in(database, session);
      } finally {
        database.stopEngine();
      }
    }
  }

  /** The stopped primary's data as the standby has it. */
  private void replicate() throws IOException {
    Path primary = directory.resolve("primary");
    try (Stream<Path> files = Files.walk(primary)) {
      for (Path file : files.toList()) {
        Path copy =
            directory.resolve("standby").resolve(primary.relativize(file).toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  void takesTheRowsThatItHasForTheWish() throws Exception {
    on("primary", (database, session) -> {
      database.client().install("aws_cloudwatch", "aws_ecr");
      session.run(
          "INSERT INTO log_group (log_group_name) VALUES ('stays'), ('deleted')",
          "SELECT * FROM iasql_apply()");
    });
    replicate();
    on(
        "primary",
        (database, session) -> session.run(
            "DELETE FROM log_group WHERE log_group_name = 'deleted'",
            "INSERT INTO log_group (log_group_name) VALUES ('made')",
            "SELECT * FROM iasql_apply()"));
    SortedSet<String> lost = aws.inventory();
    aws.calls().clear();
    on("standby", (database, session) -> {
      assertThat(plan(session, "iasql_plan_apply")).containsExactly("create|log_group|deleted");
      assertThat(plan(session, "iasql_plan_sync"))
          .containsExactlyInAnyOrder("create|log_group|made", "delete|log_group|deleted");
      assertThat(aws.calls().mutating()).isEmpty();
      session.run("SELECT * FROM iasql_apply()");
      assertThat(aws.inventory()).containsAll(lost).hasSize(lost.size() + 1);
      session.run("SELECT delete_all_records()", "SELECT * FROM iasql_apply()");
      assertThat(aws.inventory())
          .filteredOn(arn -> arn.contains("log-group"))
          .singleElement()
          .asString()
          .contains("made");
    });
  }

  /** For the standby it never committed, so it was rolled back: what was changed since is left, and named. */
  @Test
  void undoesWhoseCommitWasLost() throws Exception {
    on("primary", (database, session) -> {
      database.client().install("aws_cloudwatch", "aws_ecr");
      session.run(
          "BEGIN",
          "INSERT INTO repository (repository_name) VALUES ('untouched'), ('changed')",
          "SELECT * FROM iasql_apply()");
      database.stopEngine();
    });
    replicate();
    aws.ecr()
        .putImageTagMutability(
            r -> r.repositoryName("changed").imageTagMutability(ImageTagMutability.IMMUTABLE));
    on("standby", (database, session) -> {
      assertThat(session.run("SELECT * FROM iasql_apply()")).isEmpty();
      assertThat(aws.inventory())
          .filteredOn(arn -> arn.contains("repository"))
          .singleElement()
          .asString()
          .contains("changed");
      assertThat(session.notices)
          .anySatisfy(notice ->
              assertThat(notice).contains("changed", "is a leftover of operation", "iasql_adopt"));
      assertThat(plan(session, "iasql_plan_sync")).containsExactly("create|repository|changed");
      assertThat(
              session.run(
                  "SELECT description, undone, undo_note FROM iasql_operation_step ORDER BY description"))
          .containsExactly("changed|left|it was changed since.", "untouched|undone|null");
    });
  }

  private static List<String> plan(Session session, String function) throws SQLException {
    return session.run("SELECT action, table_name, description FROM " + function + "()");
  }
}
