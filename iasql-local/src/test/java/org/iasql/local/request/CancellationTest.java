package org.iasql.local.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iasql.local.request.Fixture.run;
import static org.iasql.local.request.Fixture.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.iasql.engine.request.Outcome;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that was cancelled never succeeds, however close to its end it was. */
@Timeout(60)
class CancellationTest {
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

  private String cancel(UUID opid) {
    try (Connection operator = fixture.connect()) {
      return text(operator, "SELECT iasql_cancel('" + opid + "')");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void refusesTheResultThatIsReadyWhenSomebodyCancels() throws Exception {
    fixture.handler.on("apply", (request, caller) -> {
      assertThat(cancel(request.id())).isEqualTo("f"); // No operation was journalled yet.
      return ScriptedHandler.row("done");
    });
    assertThatThrownBy(() -> text(session, "SELECT * FROM iasql_apply()"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("IQ004"))
        .hasMessageContaining("The call was cancelled by 'client of");
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
  }

  @Test
  void endsTheWaitForTheCallersSession() throws Exception {
    fixture.handler.on("apply", (request, caller) -> {
      cancel(request.id());
      caller.notice("is still told what is undone");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (caller.ending().isEmpty() && System.nanoTime() < end) {
        LockSupport.parkNanos(1_000_000);
      }
      caller.execute("INSERT INTO public.thing (name) VALUES ('never')");
      return ScriptedHandler.row("never");
    });
    assertThatThrownBy(() -> text(session, "SELECT * FROM iasql_apply()"))
        .hasMessageContaining("The call was cancelled by 'client of");
    assertThat(text(session, "SELECT count(*) FROM thing")).isEqualTo("0");
  }

  @Test
  void endsACallThatHasNoTurnYet() throws Exception {
    CountDownLatch settle = new CountDownLatch(1);
    fixture
        .handler
        .on("apply", (request, caller) -> ScriptedHandler.row("done"))
        .onEnd(() -> await(settle));
    text(session, "SELECT * FROM iasql_apply()");
    try (Connection second = fixture.connect();
        Connection admin = TestPostgres.newest().dataSource(fixture.database).getConnection()) {
      CompletableFuture<String> error = CompletableFuture.supplyAsync(() -> {
        try {
          return "it answered " + text(second, "SELECT * FROM iasql_apply()");
        } catch (SQLException e) {
          return e.getMessage();
        }
      });
      String waiting = "nothing";
      while (waiting.equals("nothing")) {
        waiting = text(
            admin,
            "SELECT id FROM iasql.request WHERE engine IS NOT NULL ORDER BY submitted OFFSET 1");
      }
      assertThat(cancel(UUID.fromString(waiting))).isEqualTo("f");
      assertThat(error.get(10, TimeUnit.SECONDS)).contains("The call was cancelled by 'client of");
      settle.countDown();
      run(session, "SELECT * FROM iasql_apply()");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
