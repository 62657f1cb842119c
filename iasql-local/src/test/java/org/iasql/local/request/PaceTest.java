package org.iasql.local.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iasql.local.request.Fixture.run;
import static org.iasql.local.request.Fixture.text;

import com.fasterxml.jackson.databind.node.NullNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.iasql.engine.request.Statement;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long calls take, and what is said after how long; that does not depend on the server's version. */
class PaceTest {
  private Fixture fixture;
  private Connection session;

  @BeforeEach
  void open() throws SQLException {
    fixture = new Fixture(TestPostgres.newest());
    session = fixture.connect();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    fixture.close();
  }

  @Test
  void saysWithinSecondsThatThereIsNoEngine() throws Exception {
    fixture.loop.close();
    long start = System.nanoTime();
    assertThatThrownBy(() -> text(session, "SELECT * FROM iasql_plan_apply()"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("IQ003"))
        .hasMessageContaining(
            "No engine answered within 5 s. Start one with 'iasql engine --url ...'");
    assertThat(System.nanoTime() - start)
        .isBetween(TimeUnit.SECONDS.toNanos(4), TimeUnit.SECONDS.toNanos(8));
  }

  @Test
  void saysEveryTenSecondsThatItStillWorks() throws SQLException {
    fixture.handler.on("plan_apply", (request, caller) -> {
      caller.query("SELECT 1 AS x");
      java.util.concurrent.locks.LockSupport.parkNanos(11_000_000_000L);
      return ScriptedHandler.row("done");
    });
    try (java.sql.Statement statement = session.createStatement()) {
      statement.execute("SELECT * FROM iasql_plan_apply()");
      assertThat(statement.getWarnings().getMessage())
          .isEqualTo("still working: 10 s since the engine's last word");
      assertThat((Throwable) statement.getWarnings().getNextWarning()).isNull();
    }
  }

  @Test
  void previewOfEightPipelinedQueriesIsFast() throws SQLException {
    fixture.handler.on("plan_apply", (request, caller) -> {
      List<Statement> statements = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        statements.add(Statement.query("SELECT * FROM public.thing", NullNode.getInstance()));
      }
      caller.run(statements);
      return ScriptedHandler.row("done");
    });
    run(session, "INSERT INTO thing (name) SELECT 'name' || i FROM generate_series(1, 50) AS i");
    long first = timed();
    long[] later = IntStream.range(0, 60).mapToLong(i -> timed()).sorted().toArray();
    System.out.printf(
        "preview: first %.1f ms, median %.1f ms, %s%n",
        first / 1e6, later[30] / 1e6, Arrays.toString(Arrays.copyOf(later, 3)));
    // Generous, for a machine under load: a poll that misses its wake-up costs a second.
    assertThat(later[30]).isLessThan(100_000_000L);
  }

  private long timed() {
    long start = System.nanoTime();
    try {
      text(session, "SELECT * FROM iasql_plan_apply()");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return System.nanoTime() - start;
  }
}
