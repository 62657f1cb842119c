package org.iasql.engine.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.iasql.core.CancelledException;
import org.iasql.core.IasqlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's side of one call. Steps get their numbers under one lock, so that none is seen before an earlier one. */
final class ServedCall implements CallerSession {
  private static final Logger LOG = LoggerFactory.getLogger(ServedCall.class);
  private static final long LOOK_MILLIS = 1_000;

  private final Claim claim;
  private final RequestTables tables;
  private final ReentrantLock posting = new ReentrantLock();
  private final Queue<Step> notices = new ConcurrentLinkedQueue<>();
  private int posted;
  private boolean woken;
  private volatile boolean finished;
  private volatile String farewell = "";
  private volatile boolean gone;
  private volatile Optional<String> cancelled;

  ServedCall(Claim claim, RequestTables tables) {
    this.claim = claim;
    this.tables = tables;
    this.cancelled = claim.cancelled();
  }

  Claim claim() {
    return claim;
  }

  @Override
  public Caller caller() {
    return claim.request().caller();
  }

  @Override
  public boolean abandoned() {
    return gone;
  }

  /** Wakes the thread that waits for an answer. */
  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  /** Notes that nobody waits any more. */
  void leave(String reason) {
    farewell = reason;
    gone = true;
    wake();
  }

  /** Notes that somebody has cancelled the call, whose caller still waits. */
  void cancel(String by) {
    cancelled = Optional.of(by);
    wake();
  }

  @Override
  public Optional<IasqlException> ending() {
    return gone ? Optional.of(left()) : cancelled.map(ServedCall::cancelledBy);
  }

  @Override
  public List<JsonNode> run(List<Statement> statements) {
    if (statements.isEmpty()) {
      return List.of();
    }
    int last = post(steps(statements));
    Map<Integer, JsonNode> answers = await(last);
    List<JsonNode> results = new ArrayList<>();
    for (int step = last - statements.size() + 1; step <= last; step++) {
      results.add(answers.getOrDefault(step, NullNode.getInstance()));
    }
    return results;
  }

  @Override
  public void send(List<Statement> statements) {
    if (!statements.isEmpty()) {
      post(steps(statements));
    }
  }

  private static List<Step> steps(List<Statement> statements) {
    List<Step> steps = new ArrayList<>();
    for (Statement statement : statements) {
      String kind = statement.kind() == Statement.Kind.QUERY ? "query" : "execute";
      steps.add(new Step(kind, statement.sql(), statement.arg()));
    }
    return steps;
  }

  /** Ends the call with its rows. */
  void finish(JsonNode rows) {
    JsonNode result =
        rows.isNull() || rows.isMissingNode() ? RequestTables.JSON.createArrayNode() : rows;
    if (!finish(new Step("result", "", result), true)) {
      throw new CancelledException(
          "The call was cancelled by %s when it was almost done. What it has done in AWS is undone, because this error rolls it back."
              .formatted(cancelled().orElse("another session")));
    }
  }

  private Optional<String> cancelled() {
    try {
      return Optional.ofNullable(tables.cancelled().get(claim.request().id()));
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** Ends the call with an error. */
  void fail(String sqlState, String message) {
    JsonNode details = RequestTables.JSON.createObjectNode().put("sqlstate", sqlState);
    finish(new Step("error", message, details), false);
  }

  private boolean finish(Step step, boolean success) {
    posting.lock();
    try {
      if (gone) {
        throw left();
      }
      List<Step> last = notices();
      last.add(step);
      if (!claim.request().writes()) {
        tables.post(claim, posted + 1, last);
      } else if (!tables.postLast(claim, posted + 1, last, success)) {
        return false;
      }
      posted += last.size();
      finished = true;
      return true;
    } catch (SQLException e) {
      throw lost(e);
    } finally {
      posting.unlock();
    }
  }

  @Override
  public void notice(String text) {
    if (gone || finished) {
      return;
    }
    notices.add(new Step("notice", text, NullNode.getInstance()));
    // Whoever has the lock posts also what others add meanwhile; the second look is for what came
    // too late for it.
    while (!notices.isEmpty() && posting.tryLock()) {
      try {
        post(List.of());
      } catch (IasqlException e) {
        // A step of the work must not fail because nobody could be told of it.
        LOG.debug("A notice was not delivered", e);
      } finally {
        posting.unlock();
      }
    }
  }

  /** Posts what notices there are, and these steps after them; returns the last one's number. */
  private int post(List<Step> steps) {
    posting.lock();
    try {
      if (gone) {
        notices.clear();
        throw left();
      }
      if (!steps.isEmpty()) {
        ending().ifPresent(ending -> {
          throw ending;
        });
      }
      List<Step> all = notices();
      all.addAll(steps);
      if (!all.isEmpty()) {
        tables.post(claim, posted + 1, all);
        posted += all.size();
      }
      return posted;
    } catch (SQLException e) {
      throw lost(e);
    } finally {
      posting.unlock();
    }
  }

  private List<Step> notices() {
    List<Step> all = new ArrayList<>();
    for (Step notice = notices.poll(); notice != null; notice = notices.poll()) {
      all.add(notice);
    }
    return all;
  }

  private Map<Integer, JsonNode> await(int step) {
    try {
      while (true) {
        synchronized (this) {
          if (!woken && ending().isEmpty()) {
            wait(LOOK_MILLIS);
          }
          woken = false;
        }
        Map<Integer, JsonNode> answers = tables.collect(claim.request().id(), step);
        if (!answers.isEmpty()) {
          return answers;
        }
        ending().ifPresent(ending -> {
          throw ending;
        });
      }
    } catch (SQLException e) {
      throw lost(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IasqlException("The engine is shutting down.", e);
    }
  }

  private static CancelledException cancelledBy(String who) {
    return new CancelledException("The call was cancelled by %s.".formatted(who));
  }

  private IasqlException left() {
    return new IasqlException(
        farewell.isEmpty()
            ? "The caller is gone."
            : "The caller's session stopped waiting: " + farewell);
  }

  private static IasqlException lost(SQLException e) {
    return new IasqlException(
        "The engine lost its connection to the database: " + e.getMessage(), e);
  }
}
