package org.iasql.benchmark.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.iasql.benchmark.faults.Fault.Kind;

/** What needs more than one fault at one point: strangers, and an engine that is gone for long. */
final class SpecialRuns {
  private static final Scenario UP = Scenario.named("up");
  private static final Scenario CHANGE = Scenario.named("change");

  /** After some of the stack is made, and before all of it is: the first calls only look. */
  private static final int LATE_CALL = 27;

  private static final long HEAD_START_MILLIS = 300;
  private static final long PATIENCE_SECONDS = 60;

  /** The stack's rows have other ids after an import. */
  private static final List<String> IMPORTED_DOWN = List.of(
      "DELETE FROM service",
      "DELETE FROM listener",
      "DELETE FROM load_balancer",
      "DELETE FROM target_group",
      "DELETE FROM task_definition",
      "DELETE FROM repository WHERE repository_name = 'web'",
      "DELETE FROM cluster WHERE cluster_name = 'web'",
      "DELETE FROM role WHERE role_name = 'web'",
      "DELETE FROM security_group_rule WHERE security_group_id IN (SELECT id FROM security_group WHERE group_name = 'web')",
      "DELETE FROM security_group WHERE group_name = 'web'");

  private final Site site;
  private final FaultRuns runs;

  SpecialRuns(Site site, FaultRuns runs) {
    this.site = site;
    this.runs = runs;
  }

  void run() throws SQLException {
    strangerTakesTheName();
    strangerChangesWhatIsRolledBack();
    syncImportsWhatAnEngineLeft();
    rollbackUndoesInOrder();
    writerComesWhileAnotherIsCancelled();
  }

  /** The engine's create is lost, and what it finds under the name is a stranger's. */
  private void strangerTakesTheName() throws SQLException {
    runs.bring(true);
    count("stranger_name");
    site.fault().arm(Kind.STRANGER, 1);
    try {
      site.execute(CHANGE.change());
      site.execute("SELECT * FROM iasql_apply()");
      site.commit();
      // Whoever took the stranger's for its own deletes it with its row.
      site.execute(CHANGE.back());
      site.execute("SELECT * FROM iasql_apply()");
      site.commit();
    } catch (SQLException e) {
      site.rollback();
    }
    site.fault().disarm();
    runs.settle();
    boolean there = site.aws()
            .logs()
            .describeLogGroups(r -> r.logGroupNamePrefix("web"))
            .logGroups()
            .size()
        == 1;
    if (there) {
      site.aws().logs().deleteLogGroup(r -> r.logGroupName("web"));
    } else {
      touched("a stranger's log group is gone");
    }
  }

  /** A stranger changes what an apply has made, before that is rolled back: it is left alone. */
  private void strangerChangesWhatIsRolledBack() throws SQLException {
    runs.bring(false);
    count("stranger_change");
    site.execute(UP.change());
    site.execute("SELECT * FROM iasql_apply()");
    site.aws()
        .ecr()
        .putImageScanningConfiguration(
            r -> r.repositoryName("web").imageScanningConfiguration(c -> c.scanOnPush(true)));
    site.rollback();
    runs.settle();
    boolean there = site.aws().ecr().describeRepositories().repositories().stream()
        .anyMatch(r -> r.repositoryName().equals("web"));
    if (there) {
      site.aws().ecr().deleteRepository(r -> r.repositoryName("web").force(true));
    } else {
      touched("a repository that a stranger had changed is gone");
    }
  }

  /** The engine dies after an apply that is rolled back; nobody settles it before sync imports it. */
  private void syncImportsWhatAnEngineLeft() throws SQLException {
    runs.bring(false);
    count("imported");
    Map<String, Long> before = runs.shape();
    site.execute(UP.change());
    site.execute("SELECT * FROM iasql_apply()");
    site.life().end();
    site.rollback();
    site.administer(
        "UPDATE iasql.operation SET started = started - interval '2 hours' WHERE settled IS NULL");
    site.restart();
    site.execute("SELECT * FROM iasql_sync()");
    site.commit();
    Map<String, Long> imported = runs.shape();
    site.administer(
        "UPDATE iasql.operation SET started = started + interval '2 hours' WHERE settled IS NULL");
    runs.settle();
    runs.compare(imported, runs.shape(), "imported by sync", "");
    List<String> plan = site.changes("iasql_plan_apply()");
    site.rollback();
    if (!plan.isEmpty()) {
      site.counters().add("disagreeing");
      runs.report("imported by sync", "planned: " + plan, "");
    }
    site.execute(IMPORTED_DOWN);
    site.execute("SELECT * FROM iasql_apply()");
    site.commit();
    runs.settle();
    runs.compare(before, runs.shape(), "imported and deleted", "");
  }

  /** Whatever is undone before what needs it, AWS refuses. */
  private void rollbackUndoesInOrder() throws SQLException {
    runs.bring(false);
    count("rolled_back");
    Map<String, Long> before = runs.shape();
    site.execute(UP.change());
    site.execute("SELECT * FROM iasql_apply()");
    site.fault().takeRefusals();
    site.rollback();
    runs.settle();
    List<String> refusals = site.fault().takeRefusals();
    if (!refusals.isEmpty()) {
      site.counters().add("refused_undos", refusals.size());
      runs.report("rolled back", "undone in the wrong order: " + refusals, "");
    }
    runs.compare(before, runs.shape(), "rolled back", "");
  }

  /** The next writer's plan must not be made of what the engine is about to undo. */
  private void writerComesWhileAnotherIsCancelled() throws SQLException {
    runs.bring(false);
    count("overtaken");
    Map<String, Long> before = runs.shape();
    CountDownLatch cancelled = new CountDownLatch(1);
    CompletableFuture<Void> next = CompletableFuture.runAsync(() -> upOnceOpen(cancelled));
    site.fault().meanwhile(() -> {
      cancelled.countDown();
      next.copy()
          .handle((done, error) -> done)
          .completeOnTimeout(null, HEAD_START_MILLIS, TimeUnit.MILLISECONDS)
          .join();
    });
    site.fault().arm(Kind.CANCEL, LATE_CALL);
    try {
      site.execute(UP.change());
      site.execute("SELECT * FROM iasql_apply()");
      throw new IllegalStateException("The apply was not cancelled");
    } catch (SQLException e) {
      site.rollback();
      cancelled.countDown();
    }
    site.fault().disarm();
    try {
      next.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      site.counters().add("hangs");
      runs.report("overtaken", "the next writer waits still", "");
    } catch (ExecutionException e) {
      site.counters().add("disagreeing");
      runs.report("overtaken", "the next writer failed", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runs.settle();
    site.execute(Scenario.DOWN);
    site.execute("SELECT * FROM iasql_apply()");
    site.commit();
    runs.settle();
    runs.compare(before, runs.shape(), "overtaken and back", "");
  }

  private void upOnceOpen(CountDownLatch gate) {
    try (Connection session = site.connect();
        Statement statement = session.createStatement()) {
      gate.await();
      for (String sql : UP.change()) {
        statement.execute(sql);
      }
      statement.execute("SELECT * FROM iasql_apply()");
      session.commit();
    } catch (SQLException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(String what) {
    site.counters().add("runs");
    site.counters().add("fired." + what);
  }

  private void touched(String what) {
    site.counters().add("foreign_touched");
    runs.report("stranger", what, "");
  }
}
