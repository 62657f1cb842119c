package org.iasql.live;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.iasql.guards.GuardedDatabase;
import org.iasql.guards.GuardedDatabase.Session;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.CallListener;
import org.iasql.local.aws.SimulatedAws;

/** An apply in a session of its own that waits for a load balancer, until it is stopped. */
final class RunningApply implements AutoCloseable {
  private final Session session;
  private final CompletableFuture<List<String>> rows = new CompletableFuture<>();

  private RunningApply(Session session) {
    this.session = session;
  }

  /** Starts one, and returns when the load balancer is being made. */
  static RunningApply start(GuardedDatabase database, SimulatedAws aws)
      throws SQLException, InterruptedException {
    CountDownLatch made = new CountDownLatch(1);
    aws.onCall(new EndOf("CreateLoadBalancer", made));
    RunningApply apply = new RunningApply(database.session());
    apply.session.run(
        "SET application_name = 'deploy'",
        "BEGIN",
        "INSERT INTO log_group (log_group_name) VALUES ('first')",
        "INSERT INTO load_balancer (load_balancer_name, scheme, load_balancer_type) VALUES ('web', 'internal', 'network')");
    Thread thread = new Thread(() -> {
      try {
        apply.rows.complete(apply.session.run("SELECT action, table_name FROM iasql_apply()"));
      } catch (SQLException e) {
        apply.rows.completeExceptionally(e);
      }
    });
    thread.start();
    if (!made.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("No load balancer was made");
    }
    return apply;
  }

  /** Returns the id of the only apply, once it is known. */
  static UUID opid(Session session) throws SQLException {
    List<String> found =
        session.run("SELECT opid FROM iasql_status() WHERE optype = 'apply' AND step IS NULL");
    return UUID.fromString(found.get(0));
  }

  boolean isOver() {
    return rows.isDone();
  }

  /** Returns the error that the apply ended with. */
  SQLException error() throws InterruptedException, TimeoutException {
    try {
      throw new AssertionError("It succeeded: " + rows.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return (SQLException) e.getCause();
    }
  }

  List<String> rows() throws InterruptedException, TimeoutException, ExecutionException {
    return rows.get(20, TimeUnit.SECONDS);
  }

  Session session() {
    return session;
  }

  /** Looks again and again, for at most 20 s, until a query has these rows. */
  static void until(Session session, String sql, String... rows) throws SQLException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    List<String> found = session.run(sql);
    while (!found.equals(List.of(rows))) {
      if (System.nanoTime() > end) {
        throw new AssertionError(sql + " still shows " + found);
      }
      LockSupport.parkNanos(5_000_000);
      found = session.run(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }

  private record EndOf(String operation, CountDownLatch ended) implements CallListener {
    @Override
    public void before(Call call) {
      // Only its end counts.
    }

    @Override
    public void after(Call call) {
      if (call.operation().equals(operation)) {
        ended.countDown();
      }
    }
  }
}
