package org.iasql.local.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iasql.local.request.Fixture.run;
import static org.iasql.local.request.Fixture.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.iasql.core.IasqlException;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Outcome;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens while a call waits: notices, timeouts, other writers, and an engine that is not there. */
@Timeout(60)
class WaitingTest {
  private Fixture fixture;
  private Connection session;

  EmbeddedDatabase server() {
    return TestPostgres.newest();
  }

  @BeforeEach
  void open() throws SQLException {
    fixture = new Fixture(server());
    session = fixture.connect();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    fixture.close();
  }

  @Test
  void noticesOfSeveralThreadsArriveWhileTheCallRuns() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    fixture.handler.on("apply", (request, caller) -> {
      CompletableFuture<?>[] threads = new CompletableFuture<?>[4];
      for (int thread = 0; thread < threads.length; thread++) {
        int number = thread;
        threads[thread] = CompletableFuture.runAsync(() -> {
          for (int i = 0; i < 25; i++) {
            caller.notice("thread " + number + " step " + i + " 100 %");
          }
        });
      }
      CompletableFuture.allOf(threads).join();
      await(seen);
      return ScriptedHandler.row("done");
    });
    try (Statement statement = session.createStatement()) {
      CompletableFuture<Void> call =
          inBackground(() -> statement.execute("SELECT * FROM iasql_apply()"));
      until(() -> count(statement) >= 100);
      assertThat(call).isNotDone();
      seen.countDown();
      call.get(10, TimeUnit.SECONDS);
      assertThat(count(statement)).isEqualTo(100);
    }
  }

  @Test
  void statementTimeoutComesBackInTimeAndTheEngineLearnsOfIt() throws Exception {
    CompletableFuture<CallerSession> call = new CompletableFuture<>();
    fixture.handler.on("apply", (request, caller) -> {
      call.complete(caller);
      until(caller::abandoned);
      caller.execute("INSERT INTO public.thing (name) VALUES ('never')");
      return ScriptedHandler.row("never");
    });
    run(session, "SET statement_timeout = '500ms'");
    long start = System.nanoTime();
    assertThatThrownBy(() -> text(session, "SELECT * FROM iasql_apply()"))
        .hasMessageContaining("statement timeout");
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
    assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
    assertThatThrownBy(() -> call.join().query("SELECT 1"))
        .isInstanceOf(IasqlException.class)
        .hasMessageContaining("statement timeout");
    run(session, "SET statement_timeout = 0");
    assertThat(text(session, "SELECT count(*) FROM thing")).isEqualTo("0");
  }

  @Test
  void killedSessionIsAbandoned() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    fixture.handler.on("apply", (request, caller) -> {
      working.countDown();
      until(caller::abandoned);
      return ScriptedHandler.row("never");
    });
    try (Connection doomed = fixture.connect();
        Statement statement = doomed.createStatement()) {
      String pid = text(doomed, "SELECT pg_backend_pid()");
      CompletableFuture<Void> call =
          inBackground(() -> statement.execute("SELECT * FROM iasql_apply()"));
      await(working);
      try (Connection admin = server().dataSource("postgres").getConnection()) {
        run(admin, "SELECT pg_terminate_backend(" + pid + ")");
      }
      assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(SQLException.class);
      assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.ROLLED_BACK);
    }
  }

  @Test
  void secondWriterWaitsAndSaysForWhom() throws Exception {
    fixture.handler.on("apply", (request, caller) -> ScriptedHandler.row("done"));
    session.setAutoCommit(false);
    run(session, "SET application_name = 'first writer'");
    text(session, "SELECT * FROM iasql_apply()");
    try (Connection second = fixture.connect();
        Statement statement = second.createStatement()) {
      CompletableFuture<Void> call =
          inBackground(() -> statement.execute("SELECT * FROM iasql_apply()"));
      until(() -> count(statement) > 0);
      assertThat(warnings(statement))
          .contains("waiting for the transaction of 'client of", "first writer");
      assertThat(call).isNotDone();
      session.commit();
      call.get(10, TimeUnit.SECONDS);
      assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.COMMITTED);
      assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.COMMITTED);
    }
  }

  @Test
  void secondWriterWaitsUntilTheFirstIsSettled() throws Exception {
    CountDownLatch settle = new CountDownLatch(1);
    fixture
        .handler
        .on("apply", (request, caller) -> ScriptedHandler.row("done"))
        .onEnd(() -> await(settle));
    text(session, "SELECT * FROM iasql_apply()");
    try (Statement statement = session.createStatement()) {
      CompletableFuture<Void> call =
          inBackground(() -> statement.execute("SELECT * FROM iasql_apply()"));
      until(() -> count(statement) > 0);
      assertThat(warnings(statement)).contains("waiting until the engine has settled");
      assertThat(call).isNotDone();
      settle.countDown();
      call.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void callersLockTimeoutHoldsForTheWriterLock() throws Exception {
    fixture.handler.on("apply", (request, caller) -> ScriptedHandler.row("done"));
    session.setAutoCommit(false);
    text(session, "SELECT * FROM iasql_apply()");
    try (Connection second = fixture.connect()) {
      run(second, "SET lock_timeout = '300ms'");
      assertThatThrownBy(() -> text(second, "SELECT * FROM iasql_apply()"))
          .hasMessageContaining("lock timeout");
      assertThat(text(second, "SHOW lock_timeout")).isEqualTo("300ms");
    }
  }

  @Test
  void nextEngineSettlesWhatTheLastOneLeft() throws Exception {
    fixture.handler.on("apply", (request, caller) -> ScriptedHandler.row("done"));
    session.setAutoCommit(false);
    text(session, "SELECT * FROM iasql_apply()");
    long first = fixture.loop.epoch();
    fixture.loop.close();
    session.commit();
    assertThat(fixture.handler.heardNothing()).isTrue();
    try (var next = fixture.startLoop()) {
      assertThat(next.epoch()).isGreaterThan(first);
      assertThat(fixture.handler.nextOutcome()).isEqualTo(Outcome.COMMITTED);
    }
  }

  @Test
  void comesBackAfterItsListeningConnectionWasLost() throws Exception {
    fixture.handler.on("plan_apply", (request, caller) -> ScriptedHandler.row("here"));
    long first = fixture.loop.epoch();
    try (Connection admin = server().dataSource(fixture.database).getConnection()) {
      run(
          admin,
          "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1231115010"
              + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }
    until(() -> fixture.loop.epoch() > first);
    assertThat(text(session, "SELECT description FROM iasql_plan_apply()")).isEqualTo("here");
  }

  private static CompletableFuture<Void> inBackground(SqlCall call) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread = new Thread(() -> {
      try {
        call.run();
        done.complete(null);
      } catch (SQLException e) {
        done.completeExceptionally(e);
      }
    });
    thread.start();
    return done;
  }

  /** Looks again and again; the test's own timeout is the limit. */
  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int count(Statement statement) {
    return warnings(statement).split("\n", -1).length - 1;
  }

  private static String warnings(Statement statement) {
    StringBuilder text = new StringBuilder();
    try {
      for (SQLWarning warning = statement.getWarnings();
          warning != null;
          warning = warning.getNextWarning()) {
        text.append(warning.getMessage()).append('\n');
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  @FunctionalInterface
  private interface SqlCall {
    void run() throws SQLException;
  }
}
