package org.iasql.engine.request;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.iasql.core.IasqlException;
import org.iasql.engine.observe.CurrentOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the calls of one database: hears of them, claims them, lets the handler answer, and sees how the
 * caller's transaction ends. Any number of loops, in any number of processes, may serve one database.
 *
 * <p>Each call has a thread of its own while it is answered, and a writing call until its transaction has
 * ended. At most ten connections are in use, and one more to listen.
 */
public final class RequestLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLoop.class);
  private static final long PATIENCE_SECONDS = 10;

  private final HikariDataSource pool;
  private final RequestTables tables;
  private final Verdicts verdicts;
  private final RequestHandler handler;
  private final Listener listener;
  private final Map<UUID, ServedCall> calls = new ConcurrentHashMap<>();
  private final Set<Pause> watches = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers;
  private volatile boolean closing;
  private volatile Optional<WriterTurn> turn = Optional.empty();

  private RequestLoop(DataSource source, RequestHandler handler, String accountId, String region) {
    this.handler = handler;
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("iasql-engine");
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(1);
    this.pool = new HikariDataSource(config);
    this.tables = new RequestTables(pool);
    this.verdicts = new Verdicts(pool);
    AtomicInteger number = new AtomicInteger();
    this.workers = Executors.newCachedThreadPool(work -> {
      Thread thread = new Thread(work, "iasql-call-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    });
    try {
      this.listener = new Listener(source, accountId, region, new News());
    } catch (IasqlException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * Starts serving.
   *
   * @param source gives connections of the engine's login role to a database that {@link Bootstrap} has
   *     prepared
   * @param accountId the AWS account that the handler answers for
   * @throws IasqlException if the database does not answer
   */
  public static RequestLoop start(
      DataSource source, RequestHandler handler, String accountId, String region) {
    RequestLoop loop = new RequestLoop(source, handler, accountId, region);
    loop.listener.start();
    return loop;
  }

  /** Returns the number under which this engine is known; it grows with each start and each reconnection. */
  public long epoch() {
    return listener.epoch();
  }

  /**
   * Stops: takes no new call, gives those that are being answered 10 s, and leaves transactions that are
   * still open for the next engine to settle.
   */
  @Override
  public void close() {
    closing = true;
    watches.forEach(Pause::cutShort);
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
        workers.awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    listener.close();
    pool.close();
  }

  private final class News implements Listener.Ear {
    private final AtomicBoolean beating = new AtomicBoolean();
    private final AtomicBoolean settling = new AtomicBoolean();
    private final AtomicInteger beats = new AtomicInteger();

    @Override
    public void heard(String word, String request, String rest) {
      if (word.equals("request")) {
        watches.forEach(Pause::cutShort);
        submit(() -> claim(false));
        return;
      }
      Optional<ServedCall> call = calls.values().stream()
          .filter(served -> served.claim().request().id().toString().equals(request))
          .findFirst();
      if (word.equals("leave")) {
        call.ifPresent(left -> left.leave(rest));
      } else if (word.equals("cancel")) {
        call.ifPresent(cancelled -> cancelled.cancel(rest));
        watches.forEach(Pause::cutShort);
      } else {
        call.ifPresent(ServedCall::wake);
      }
    }

    @Override
    public void beat(boolean requests) {
      if (beating.compareAndSet(false, true)) {
        submit(() -> {
          try {
            int beat = beats.getAndIncrement();
            if (requests || !calls.isEmpty()) {
              lookAfterCalls();
            }
            if (beat % 2 == 0) {
              lookForLeftOnes();
            }
          } finally {
            beating.set(false);
          }
        });
      }
    }

    private void lookAfterCalls() throws SQLException {
      Set<ServedCall> before = new HashSet<>(calls.values());
      Set<Integer> held = new HashSet<>(tables.ticketsHeld());
      before.stream()
          .filter(call -> !held.contains(call.claim().ticket()))
          .forEach(call -> call.leave(""));
      if (!before.isEmpty()) {
        // A NOTIFY may have come before the call was known here, or while the listener was away.
        Map<UUID, String> cancelled = tables.cancelled();
        before.forEach(
            call -> Optional.ofNullable(cancelled.get(call.claim().request().id()))
                .ifPresent(call::cancel));
      }
      tables.sweep();
      submit(() -> claim(true));
      if (!closing) {
        tables
            .adopt(epoch())
            .filter(claim -> !calls.containsKey(claim.request().id()))
            .ifPresent(claim -> submit(() -> settle(new ServedCall(claim, tables), false)));
      }
    }

    private void lookForLeftOnes() {
      if (!closing && settling.compareAndSet(false, true)) {
        submit(() -> {
          try {
            settleLeftOnes();
          } finally {
            settling.set(false);
          }
        });
      }
    }
  }

  /** What no request stands for any more, as after a restart of the server, is settled all the same. */
  private void settleLeftOnes() throws SQLException {
    if (!handler.hasUnsettled()) {
      return;
    }
    Optional<WriterTurn> mine = WriterTurn.take(pool, epoch());
    if (mine.isPresent()) {
      try (WriterTurn turn = mine.get()) {
        handler.settle();
      }
    }
  }

  private void submit(Work work) {
    try {
      workers.execute(() -> run(work));
    } catch (RejectedExecutionException e) {
      LOG.debug("Not taken up while the engine stops", e);
    }
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (SQLException | RuntimeException e) {
      if (!closing) {
        LOG.error("The engine could not go on with a call", e);
      }
    }
  }

  /** Each notification heard stands for one request; those that were not heard of are looked for. */
  private void claim(boolean more) throws SQLException {
    if (closing) {
      return;
    }
    Optional<Claim> claim = tables.claim(epoch());
    if (claim.isEmpty()) {
      return;
    }
    if (more) {
      submit(() -> claim(true));
    }
    ServedCall call = new ServedCall(claim.get(), tables);
    calls.put(claim.get().request().id(), call);
    try (CurrentOperation.Scope scope =
        CurrentOperation.enter(claim.get().request().id())) {
      if (claim.get().request().writes()) {
        settle(call, true);
      } else {
        answer(call);
      }
    } finally {
      calls.remove(claim.get().request().id());
    }
  }

  /** Serves a writing call under the engines' lock, from before its answer until after its end. */
  private void settle(ServedCall call, boolean answering) throws SQLException {
    try (CurrentOperation.Scope scope =
        CurrentOperation.enter(call.claim().request().id())) {
      settleAlone(call, answering);
    }
  }

  private void settleAlone(ServedCall call, boolean answering) throws SQLException {
    Claim claim = call.claim();
    Pause pause = new Pause();
    watches.add(pause);
    Optional<WriterTurn> mine = WriterTurn.await(
        pool, this::epoch, call, pause, () -> answering ? shared(claim) : Optional.empty());
    try {
      if (mine.isEmpty()) {
        endBeforeItBegan(call);
        return;
      }
      turn = mine;
      handler.settle();
      if (answering) {
        answer(call);
      } else if (!tables.isUnsettled(claim)) {
        return; // another engine settled it while this one waited
      }
      Optional<Outcome> outcome = awaitEnd(claim.request());
      if (outcome.isPresent()) {
        handler.ended(claim.request(), outcome.get());
        tables.forget(claim.request().id());
      }
    } finally {
      mine.ifPresent(WriterTurn::close);
      watches.remove(pause);
    }
  }

  /** Who cancelled a call that had no turn yet has not left: the request stays until the error is read. */
  private void endBeforeItBegan(ServedCall call) throws SQLException {
    call.ending().ifPresent(end -> fail(call, end.sqlState(), String.valueOf(end.getMessage())));
    if (call.abandoned() || awaitEnd(call.claim().request()).isPresent()) {
      tables.forget(call.claim().request().id());
    }
  }

  /**
   * The turn of an earlier call of the same transaction, which cannot end before this call is
   * answered: to wait for it would be to wait for ever.
   */
  private Optional<WriterTurn> shared(Claim claim) throws SQLException {
    Optional<WriterTurn> present = turn;
    if (!tables.continuesTransaction(claim)) {
      return Optional.empty();
    }
    return present.filter(WriterTurn::join).or(() -> Optional.of(WriterTurn.ofAnotherEngine()));
  }

  /** Lets the handler answer, and hands the answer or the error over. */
  private void answer(ServedCall call) {
    Request request = call.claim().request();
    try {
      call.finish(
          request.verb().equals(Cancellation.VERB)
              ? new Cancellation(pool).answer(call, request.args())
              : handler.answer(request, call));
    } catch (IasqlException e) {
      fail(call, e.sqlState(), String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.error("Call '{}' {} failed unexpectedly", request.verb(), request.id(), e);
      fail(
          call,
          "IQ000",
          "The engine failed unexpectedly while it answered '" + request.verb() + "' ("
              + e.getClass().getSimpleName() + "). Its log has the details under " + request.id()
              + ".");
    }
  }

  private static void fail(ServedCall call, String sqlState, String message) {
    if (call.abandoned()) {
      return;
    }
    try {
      call.fail(sqlState.matches("[0-9A-Z]{5}") ? sqlState : "IQ000", message);
    } catch (IasqlException e) {
      LOG.debug("The caller did not learn of its error", e);
    }
  }

  /** Waits for the end of the caller's transaction; empty if the engine stops before that. */
  private Optional<Outcome> awaitEnd(Request request) {
    Pause pause = new Pause();
    watches.add(pause);
    try {
      while (!closing) {
        try {
          Optional<Outcome> outcome =
              verdicts.of(request.id(), request.verdict().orElseThrow());
          if (outcome.isPresent()) {
            return outcome;
          }
        } catch (SQLException e) {
          LOG.warn("The engine could not ask how a call ended, and asks again: {}", e.getMessage());
        }
        pause.take();
      }
      return Optional.empty();
    } finally {
      watches.remove(pause);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }
}
