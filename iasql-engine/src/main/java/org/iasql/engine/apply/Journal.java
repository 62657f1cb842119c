package org.iasql.engine.apply;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.cloud.AwsCall;
import org.iasql.engine.cloud.CallFailedException;

/**
 * What was about to be done, and what came of it. Each write is committed when it returns, on the
 * engine's own connections, so that it outlives the caller's transaction and the engine.
 */
public final class Journal {
  private final BookKeeping book;
  private final LongSupplier epoch;

  /** @param epoch of this engine: an operation that another epoch has taken over accepts no intent */
  public Journal(DataSource database, LongSupplier epoch) {
    this.book = new BookKeeping(database);
    this.epoch = epoch;
  }

  BookKeeping book() {
    return book;
  }

  long epoch() {
    return epoch.getAsLong();
  }

  /** Shows in {@code iasql_operation} that a writing function has begun. */
  public void operationStarts(UUID opid, String type, List<String> parameters) {
    book.update(
        "INSERT INTO public.iasql_operation (opid, optype, params) VALUES (?, ?, ?)",
        opid,
        type,
        parameters.toArray(String[]::new));
  }

  /** Shows in {@code iasql_operation} how it ended; {@code error} is empty if it succeeded. */
  public void operationEnds(UUID opid, String output, String error) {
    book.update(
        "UPDATE public.iasql_operation SET end_date = clock_timestamp(),"
            + " output = nullif(?, ''), err = nullif(?, '') WHERE opid = ?",
        output,
        error,
        opid);
  }

  /** Begins an operation. */
  void begin(UUID opid, String accountId, String verdict) {
    book.update(
        "INSERT INTO iasql.operation (opid, epoch, account_id, verdict) VALUES (?, ?, ?, ?::xid8)",
        opid,
        epoch.getAsLong(),
        accountId,
        verdict);
  }

  /** Records that all was done, and the end of the caller's transaction decides now. */
  void answered(UUID opid) {
    int written = book.update(
        "UPDATE iasql.operation SET state = 'answered' WHERE opid = ? AND epoch = ? AND state = 'running'",
        opid,
        epoch.getAsLong());
    refuseIfTakenOver(opid, written > 0);
  }

  /**
   * Records that a step starts.
   *
   * @throws TakenOverException if another engine has taken the operation over
   */
  void stepStarts(UUID opid, StepNote note) {
    write(opid, note, "running");
  }

  /** Records a removal that waits for the commit of the caller's transaction. */
  void later(UUID opid, StepNote note) {
    write(opid, note, "later");
  }

  private void write(UUID opid, StepNote note, String state) {
    int written = book.update(
        "INSERT INTO iasql.operation_step (opid, step, kind, table_name, region, row_key, description,"
            + " after, identity, incarnation, wish, before, state)"
            + " SELECT ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?"
            + " FROM iasql.operation WHERE opid = ? AND epoch = ?",
        opid,
        note.no(),
        note.kind().name(),
        note.table(),
        note.region(),
        note.rowKey(),
        note.description(),
        note.after().toArray(Integer[]::new),
        note.identity().orElse(null),
        note.incarnation(),
        note.wish().map(Object::toString).orElse(null),
        note.before().map(Object::toString).orElse(null),
        state,
        opid,
        epoch.getAsLong());
    refuseIfTakenOver(opid, written > 0);
  }

  <T extends Resource<T>> void stepDone(
      UUID opid, int step, ResourceType<T> type, Optional<Observed<T>> result) {
    book.update(
        "UPDATE iasql.operation_step SET state = 'done', ended = clock_timestamp(),"
            + " identity = coalesce(?, identity), incarnation = coalesce(?, incarnation), result = ?::jsonb"
            + " WHERE opid = ? AND step = ?",
        result.map(Observed::identity).orElse(null),
        result.map(Observed::incarnation).orElse(null),
        result.map(r -> StepNote.json(type, r.value()).toString()).orElse(null),
        opid,
        step);
  }

  void stepFailed(UUID opid, int step, String error) {
    book.update(
        "UPDATE iasql.operation_step SET state = 'failed', ended = clock_timestamp(), error = ?"
            + " WHERE opid = ? AND step = ?",
        error,
        opid,
        step);
  }

  /**
   * Records the intent of a call, on condition that the operation is still this engine's. The lock
   * makes a successor wait for it, and it for a successor.
   *
   * @throws TakenOverException if another engine has taken the operation over
   */
  long intent(UUID opid, int step, boolean undoing, AwsCall call, String clientToken) {
    Optional<Long> id = book
        .query(
            "INSERT INTO iasql.operation_call (opid, step, undoing, service, operation, client_token)"
                + " SELECT o.opid, ?, ?, ?, ?, ? FROM iasql.operation o"
                + " WHERE o.opid = ? AND o.epoch = ? FOR SHARE RETURNING id",
            row -> row.getLong(1),
            step,
            undoing,
            call.service(),
            call.operation(),
            clientToken,
            opid,
            epoch.getAsLong())
        .stream()
        .findFirst();
    refuseIfTakenOver(opid, id.isPresent());
    return id.orElseThrow();
  }

  /**
   * Records what came of a call. If another engine has taken the operation over meanwhile, because this
   * one was paused in the middle of the call, the operation is opened again for what the call did.
   */
  void outcome(long intent, Optional<CallFailedException> failure) {
    book.update(
        "WITH call AS (UPDATE iasql.operation_call SET ended = clock_timestamp(), outcome = ?, error = ?"
            + " WHERE id = ? RETURNING opid, step, outcome),"
            + " late AS (SELECT c.opid, c.step FROM call c JOIN iasql.operation o ON o.opid = c.opid"
            + " WHERE o.epoch <> ? AND c.outcome <> 'refused'),"
            + " again AS (UPDATE iasql.operation_step s SET undone = NULL FROM late"
            + " WHERE s.opid = late.opid AND s.step = late.step)"
            + " UPDATE iasql.operation o SET settled = NULL FROM late"
            + " WHERE o.opid = late.opid AND o.state = 'undone'",
        failure.map(f -> f.unknown() ? "unknown" : "refused").orElse("done"),
        failure.map(Throwable::getMessage).orElse(null),
        intent,
        epoch.getAsLong());
  }

  private static void refuseIfTakenOver(UUID opid, boolean written) {
    if (!written) {
      throw new TakenOverException(opid);
    }
  }
}
