package org.iasql.engine.apply;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.iasql.core.Action;
import org.iasql.core.CancelledException;
import org.iasql.core.Change;
import org.iasql.core.CloudException;
import org.iasql.core.IasqlException;
import org.iasql.core.RefusedException;
import org.iasql.engine.apply.OpenOperations.Operation;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.Look;
import org.iasql.engine.observe.CurrentOperation;
import org.iasql.engine.plan.Plan;
import org.iasql.engine.plan.Schema;
import org.iasql.engine.request.Identity;
import org.iasql.engine.request.Outcome;
import org.iasql.engine.request.Verdicts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries operations out, and settles them: when the caller's transaction has ended, what it rolled back
 * is undone, and what it committed has its old halves removed. Operations of engines that are gone are
 * taken over.
 */
public final class Operations {
  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Account account;
  private final Journal journal;
  private final OpenOperations open;
  private final Verdicts verdicts;
  private final Identity database;
  private final Supplier<String> accountId;
  private final Collection<EngineModule> modules;
  private final Map<String, ResourceMapper<?>> mappers = new HashMap<>();
  private final Set<UUID> running = ConcurrentHashMap.newKeySet();
  private final Set<UUID> answered = ConcurrentHashMap.newKeySet();
  private volatile Instant nextTry = Instant.MIN;

  /**
   * @param database which database the engine serves
   * @param accountId the account that the engine's credentials are of; empty while that is unknown
   */
  public Operations(
      Account account,
      Journal journal,
      Verdicts verdicts,
      Identity database,
      Collection<EngineModule> modules,
      Supplier<String> accountId) {
    this.account = account;
    this.journal = journal;
    this.open = new OpenOperations(journal.book(), journal::epoch);
    this.verdicts = verdicts;
    this.database = database;
    this.accountId = accountId;
    this.modules = modules;
    modules.forEach(module -> module.mappers().forEach(m -> mappers.put(m.type().table(), m)));
  }

  /**
   * One call that changes the account.
   *
   * @param verdict the transaction whose end decides
   * @param deadline how long each wait may take, if the caller has set it; what is undone has the
   *     engine's own
   * @param progress hears of each step, from several threads
   * @param ending why nothing more is to be done, as an exception to throw; empty as long as it is
   *     wanted
   */
  public record Call(
      UUID opid,
      String verdict,
      String accountId,
      Optional<Duration> deadline,
      Consumer<String> progress,
      Supplier<Optional<IasqlException>> ending) {}

  /**
   * Carries out a plan, then writes back; if either fails, undoes what was done.
   *
   * @param cloud what was observed, by table
   * @throws IasqlException if it failed; the text says what was undone
   */
  public Applied apply(
      Call call,
      Schema schema,
      Plan plan,
      Map<String, List<? extends Observed<?>>> cloud,
      Consumer<Applied> writeBack) {
    UUID opid = call.opid();
    running.add(opid);
    try {
      journal.begin(opid, call.accountId(), call.verdict());
      Account waiting = call.deadline().map(account::within).orElse(account).unless(call.ending());
      OperationContext context = context(call, waiting, new LiveState(cloud, plan.matches()));
      try {
        Applied applied = new Applier(schema, plan, context).apply();
        writeBack.accept(applied);
        journal.answered(opid);
        answered.add(opid);
        return applied;
      } catch (RuntimeException e) {
        Undone undone = compensation(call).undo();
        String text = sentence(String.valueOf(e.getMessage())) + " " + undone.sentences();
        throw e instanceof CancelledException
            ? new CancelledException(text, e)
            : new CloudException(text, e);
      }
    } finally {
      synchronized (running) {
        running.remove(opid);
        running.notifyAll();
      }
    }
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /**
   * Settles every operation whose transaction has ended, the newest first, as far as no engine that
   * works has it in hand. What fails is tried again later; what is old waits for a person. What a copy
   * of a database brings along is the original's.
   */
  public void settle() {
    awaitRunning();
    if (!isCopy()) {
      settle(operation -> !operation.waits());
    }
  }

  /**
   * Settles likewise when the transaction of an operation has ended; one that this engine has carried
   * out itself also if it was open for longer than operations of others are settled unasked, or the
   * transaction had adopted the copy of a database.
   */
  public void ended(UUID opid) {
    boolean own = answered.remove(opid);
    boolean others = !isCopy();
    settle(operation -> own && operation.opid().equals(opid) || others && !operation.waits());
  }

  /** A restart of the server frees the writers' turn while a call's thread still works. */
  private void awaitRunning() {
    synchronized (running) {
      while (!running.isEmpty()) {
        try {
          running.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IasqlException("The engine is shutting down.", e);
        }
      }
    }
  }

  private synchronized void settle(Predicate<Operation> which) {
    for (Operation operation : open.unsettled(accountId.get())) {
      if (isMine(operation) && which.test(operation)) {
        try (CurrentOperation.Scope scope = CurrentOperation.enter(operation.opid())) {
          settle(operation, LOG::debug);
        } catch (IasqlException | SQLException e) {
          later("Operation " + operation.opid() + " is not settled yet", e);
        }
      }
    }
  }

  private void later(String what, Exception e) {
    nextTry = Instant.now().plus(RETRY);
    LOG.warn("{}: {}", what, e.getMessage());
  }

  /** Whether there is something to {@link #settle} that nobody waits for. */
  public boolean hasUnsettled() {
    return Instant.now().isAfter(nextTry)
        && open.unsettled(accountId.get()).stream()
            .anyMatch(o -> isMine(o) && !o.waits() && !isWatched(o))
        && !isCopy();
  }

  /**
   * An operation that a person has to decide on.
   *
   * @param ofOriginal whether it is of the database that this one is an adopted copy of
   */
  public record Undecided(UUID opid, boolean ofOriginal) {}

  /** The operations that are so old, or of such an origin, that a person has to decide. */
  public List<Undecided> waitingForAPerson() {
    return open.unsettled(accountId.get()).stream()
        .filter(o -> isMine(o) && o.waits())
        .map(o -> new Undecided(o.opid(), o.ofOriginal()))
        .toList();
  }

  /**
   * What settling an operation would undo, the newest first; nothing is done.
   *
   * @throws RefusedException if no such operation waits, or its transaction is still open
   */
  public List<Change> wouldUndo(UUID opid) {
    return toSettle(waiting(opid)).stream().map(step -> undo(step.note())).toList();
  }

  /**
   * What came of settling an operation.
   *
   * @param undone what was undone; of a committed operation, what was removed
   * @param text the same and what was not, as full sentences
   */
  public record Settled(List<Change> undone, String text) {}

  /**
   * Settles an operation that a person decides on.
   *
   * @throws RefusedException if no such operation waits, or its transaction is still open
   */
  public synchronized Settled settleNow(UUID opid, Consumer<String> progress) {
    Operation operation = waiting(opid);
    List<OpenOperations.Step> steps = toSettle(operation);
    try {
      // It has no second try of its own: a person decides about that, too.
      String text = settle(operation, progress)
          .map(u -> new Undone(u.undone(), u.left(), false).sentences())
          .orElse("It had been committed, so nothing of it is undone.");
      Set<Integer> carriedOut = open.carriedOut(opid);
      return new Settled(
          steps.stream()
              .filter(step -> carriedOut.contains(step.note().no()))
              .map(step -> undo(step.note()))
              .toList(),
          text);
    } catch (SQLException e) {
      throw unknownEnd(operation, e);
    }
  }

  /** The steps that settling takes back, or, after a commit, the removals that it still has to do. */
  private List<OpenOperations.Step> toSettle(Operation operation) {
    UUID opid = operation.opid();
    try {
      Outcome outcome = outcome(operation)
          .orElseThrow(() -> new RefusedException(
              "The transaction of operation %s is still open, so nothing is decided yet. COMMIT or ROLLBACK it; SELECT * FROM pg_prepared_xacts shows whether it was prepared."
                  .formatted(opid)));
      List<OpenOperations.Step> steps =
          new ArrayList<>(outcome == Outcome.COMMITTED ? open.removals(opid) : open.toUndo(opid));
      Collections.reverse(steps);
      return steps;
    } catch (SQLException e) {
      throw unknownEnd(operation, e);
    }
  }

  private static Change undo(StepNote note) {
    Action action = switch (note.kind()) {
      case CREATE, DELETE, REMOVE_BYPRODUCT -> Action.DELETE;
      case UPDATE, DETACH -> Action.UPDATE;
    };
    String identity = note.identity().map(id -> " (" + id + ")").orElse("");
    return new Change(action, note.table(), Optional.empty(), note.description() + identity);
  }

  private static IasqlException unknownEnd(Operation operation, SQLException e) {
    return new IasqlException(
        "The engine cannot ask how operation %s ended: %s. Call again later."
            .formatted(operation.opid(), e.getMessage()),
        e);
  }

  private Operation waiting(UUID opid) {
    return open.unsettled(accountId.get()).stream()
        .filter(o -> o.opid().equals(opid) && isMine(o))
        .findFirst()
        .orElseThrow(() -> new RefusedException(
            "No operation %s waits to be settled. SELECT * FROM iasql_operation ORDER BY start_date DESC lists them all."
                .formatted(opid)));
  }

  private boolean isMine(Operation operation) {
    return !running.contains(operation.opid())
        && (operation.epoch() == journal.epoch() || !operation.engineAlive());
  }

  /** Whether a call's thread waits for the end of its transaction. */
  private boolean isWatched(Operation operation) {
    return operation.state().equals("answered") && operation.epoch() == journal.epoch();
  }

  /** Whether the database is a copy that nobody has adopted. */
  public boolean isCopy() {
    return !open.isRecorded(database);
  }

  private Optional<Outcome> outcome(Operation operation) throws SQLException {
    return operation.state().equals("committed")
        ? Optional.of(Outcome.COMMITTED)
        : verdicts.of(operation.opid(), operation.verdict());
  }

  private Optional<Undone> settle(Operation operation, Consumer<String> progress)
      throws SQLException {
    Optional<Outcome> outcome = outcome(operation);
    if (outcome.isEmpty() || operation.epoch() != journal.epoch() && !open.takeOver(operation)) {
      return Optional.empty();
    }
    Call call = new Call(
        operation.opid(),
        operation.verdict(),
        accountId.get(),
        Optional.empty(),
        progress,
        Optional::empty);
    if (outcome.get() == Outcome.COMMITTED) {
      open.committed(operation.opid());
      if (new Removals(context(call, account, lookingState()), open, mappers).remove()) {
        nextTry = Instant.now().plus(RETRY);
      }
      return Optional.empty();
    }
    Undone undone = compensation(call).undo();
    LOG.info("Operation {} was rolled back. {}", operation.opid(), undone.sentences());
    if (undone.again()) {
      nextTry = Instant.now().plus(RETRY);
    }
    return Optional.of(undone);
  }

  /** What operations have left behind because it could not be undone: operation by AWS identity. */
  public Map<String, String> leftovers() {
    return open.leftovers();
  }

  private Compensation compensation(Call call) {
    return new Compensation(context(call, account, lookingState()), open, mappers);
  }

  private OperationContext context(Call call, Account waiting, LiveState state) {
    return new OperationContext(
        call.opid(),
        waiting,
        call.accountId(),
        account.clients().region(),
        journal,
        state,
        new Batcher(account.threads()),
        call.progress(),
        call.ending());
  }

  /** What an undo refers to is looked up when it is needed, among the installed modules' types. */
  private LiveState lookingState() {
    return new LiveState(() -> {
      Set<String> installed = open.installedModules();
      List<ResourceMapper<?>> types = modules.stream()
          .filter(m -> installed.contains(m.module().name()))
          .<ResourceMapper<?>>flatMap(m -> m.mappers().stream())
          .toList();
      return new Look(
              account,
              accountId.get(),
              types,
              List.of(account.clients().region()),
              Map::of,
              open::held)
          .result();
    });
  }
}
