package org.iasql.local.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iasql.local.request.Fixture.run;
import static org.iasql.local.request.Fixture.text;

import java.sql.Connection;
import java.sql.SQLException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.iasql.core.RefusedException;
import org.iasql.engine.request.Outcome;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a call sees and leaves behind, and how the engine learns of the transaction's end. */
class TransactionTest {
  private static final String PREVIEW = "SELECT description FROM iasql_plan_apply()";
  private static final String APPLY = "SELECT description FROM iasql_apply()";

  private Fixture fixture;
  private Connection session;

  EmbeddedDatabase server() {
    return TestPostgres.newest();
  }

  @BeforeEach
  void open() throws SQLException {
    fixture = new Fixture(server());
    session = fixture.connect();
    fixture
        .handler
        .on(
            "plan_apply",
            (request, caller) -> ScriptedHandler.row(caller
                .query("SELECT count(*) AS n FROM public.thing")
                .get(0)
                .get("n")
                .asText()))
        .on(
            "apply",
            (request, caller) -> ScriptedHandler.row("changed "
                + caller.execute(
                    "UPDATE public.thing SET name = $1->>'name'",
                    ScriptedHandler.JSON.createObjectNode().put("name", "it's \"quoted\" ö"))));
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    fixture.close();
  }

  @Test
  void previewSeesRowsOfTheOpenTransaction() throws SQLException {
    session.setAutoCommit(false);
    run(session, "INSERT INTO thing (name) VALUES ('a'), ('b')");
    assertThat(text(session, PREVIEW)).isEqualTo("2");
    session.rollback();
    assertThat(text(session, PREVIEW)).isEqualTo("0");
    assertThat(fixture.handler.heardNothing()).isTrue();
  }

  @Test
  void oneTransactionWritesSeveralTimes() throws Exception {
    session.setAutoCommit(false);
    assertThat(text(session, APPLY)).isEqualTo("changed 0");
    run(session, "INSERT INTO thing (name) VALUES ('a')");
    assertThat(text(session, APPLY)).isEqualTo("changed 1");
    run(session, "SAVEPOINT s");
    assertThat(text(session, APPLY)).isEqualTo("changed 1");
    run(session, "ROLLBACK TO SAVEPOINT s");
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(text(session, APPLY)).isEqualTo("changed 1");
    assertThat(fixture.handler.heardNothing()).isTrue();
    session.commit();
    for (int i = 0; i < 3; i++) {
      assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.COMMITTED);
    }
    assertThat(text(session, APPLY)).isEqualTo("changed 1");
    session.commit();
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void previewAssignsNoTransactionIdAndWorksReadOnly() throws SQLException {
    session.setAutoCommit(false);
    run(session, "SET TRANSACTION READ ONLY");
    assertThat(text(session, PREVIEW)).isEqualTo("0");
    assertThat(text(session, "SELECT pg_current_xact_id_if_assigned()")).isEqualTo("null");
  }

  @Test
  void previewWorksInRepeatableReadAndDeferrable() throws SQLException {
    session.setAutoCommit(false);
    run(session, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    assertThat(text(session, PREVIEW)).isEqualTo("0");
    assertThat(text(session, PREVIEW)).isEqualTo("0");
    session.rollback();
    run(session, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE");
    assertThat(text(session, PREVIEW)).isEqualTo("0");
  }

  @Test
  void secondWriterOfAnOlderSnapshotFailsBeforeTheEngineIsAsked() throws Exception {
    try (Connection second = fixture.connect()) {
      second.setAutoCommit(false);
      run(second, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
      assertThat(text(second, "SELECT count(*) FROM thing")).isEqualTo("0");
      text(session, APPLY);
      assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.COMMITTED);
      assertThatThrownBy(() -> text(second, APPLY))
          .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
          .extracting(SQLException::getSQLState)
          .isEqualTo("40001");
      second.rollback();
      assertThat(fixture.handler.heardNothing()).isTrue();
    }
  }

  @Test
  void commitEndsAsCommitted() throws Exception {
    session.setAutoCommit(false);
    run(session, "INSERT INTO thing (name) VALUES ('a')");
    assertThat(text(session, APPLY)).isEqualTo("changed 1");
    assertThat(fixture.handler.heardNothing()).isTrue();
    session.commit();
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.COMMITTED);
    assertThat(text(session, "SELECT name FROM thing")).isEqualTo("it's \"quoted\" ö");
  }

  @Test
  void rollbackEndsAsRolledBack() throws Exception {
    session.setAutoCommit(false);
    text(session, APPLY);
    session.rollback();
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
  }

  @Test
  void savepointRolledBackEndsAtOnce() throws Exception {
    session.setAutoCommit(false);
    run(session, "INSERT INTO thing (name) VALUES ('a')", "SAVEPOINT before");
    text(session, APPLY);
    run(session, "ROLLBACK TO before");
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThat(text(session, APPLY)).isEqualTo("changed 1");
    session.commit();
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.COMMITTED);
  }

  @Test
  void releasedSavepointEndsWithTheTransaction() throws Exception {
    session.setAutoCommit(false);
    run(session, "SAVEPOINT before");
    text(session, APPLY);
    run(session, "RELEASE before");
    assertThat(fixture.handler.heardNothing()).isTrue();
    session.rollback();
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
  }

  @Test
  void callerCatchesTheEnginesErrorAndGoesOn() throws Exception {
    fixture.handler.on("sync", (request, caller) -> {
      caller.execute("INSERT INTO public.thing (name) VALUES ('never')");
      throw new RefusedException("Row 'x' cannot be. Choose another.");
    });
    session.setAutoCommit(false);
    run(session, "INSERT INTO thing (name) VALUES ('kept')", """
        DO $$ BEGIN PERFORM iasql_sync(); EXCEPTION WHEN SQLSTATE 'IQ001' THEN
          INSERT INTO thing (name) VALUES (sqlerrm); END $$""");
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
    session.commit();
    assertThat(text(session, "SELECT string_agg(name, '|' ORDER BY id) FROM thing"))
        .isEqualTo("kept|Row 'x' cannot be. Choose another.");
  }

  @Test
  void deferredFailureAtCommitEndsAsRolledBack() throws Exception {
    try (Connection admin = server().dataSource(fixture.database).getConnection()) {
      run(admin, "ALTER TABLE thing ADD UNIQUE (name) DEFERRABLE INITIALLY DEFERRED");
    }
    session.setAutoCommit(false);
    run(session, "INSERT INTO thing (name) VALUES ('a'), ('b')");
    assertThat(text(session, APPLY)).isEqualTo("changed 2");
    assertThatThrownBy(session::commit).hasMessageContaining("duplicate key");
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
  }
}
