package org.iasql.engine.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.iasql.engine.plan.PlanGraph.Kind;
import org.iasql.engine.request.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal for who settles operations, and writes how they were settled. Only the engine that
 * has an operation in hand can write for it; to another one, every write throws.
 */
final class OpenOperations {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String IS_OLD = "started < clock_timestamp() - interval '1 hour'";

  /** No transaction has this id: of one that ended in another database, this one's server knows nothing. */
  private static final String IS_OF_ORIGINAL = "verdict = '0'";

  private static final String IN_HAND =
      " AND EXISTS (SELECT FROM iasql.operation o WHERE o.opid = s.opid AND o.epoch = ? FOR SHARE)";

  private final BookKeeping book;
  private final LongSupplier epoch;

  OpenOperations(BookKeeping book, LongSupplier epoch) {
    this.book = book;
    this.epoch = epoch;
  }

  /**
   * An operation for which something is left to do.
   *
   * @param engineAlive whether the engine that has it in hand still works
   * @param old whether it is so old that others may rely on what it made
   * @param ofOriginal whether it is of the database that this one is an adopted copy of
   */
  record Operation(
      UUID opid,
      long epoch,
      boolean engineAlive,
      String verdict,
      String state,
      boolean old,
      boolean ofOriginal) {
    /** Whether a person decides. */
    boolean waits() {
      return old || ofOriginal;
    }
  }

  /**
   * A step of an operation that may have changed something.
   *
   * @param done whether its end is in the journal, so that its result is known
   * @param unsure whether nobody knows if one of its calls was carried out
   */
  record Step(StepNote note, boolean done, boolean unsure) {}

  /** The operations of an account that are not settled, the newest first. */
  List<Operation> unsettled(String accountId) {
    return book.query(
        "SELECT opid, epoch, iasql.is_alive(epoch), verdict::text, state, " + IS_OLD + ", "
            + IS_OF_ORIGINAL
            + " FROM iasql.operation WHERE settled IS NULL AND account_id = ?"
            + " ORDER BY started DESC",
        row -> new Operation(
            row.getObject(1, UUID.class),
            row.getLong(2),
            row.getBoolean(3),
            row.getString(4),
            row.getString(5),
            row.getBoolean(6),
            row.getBoolean(7)),
        accountId);
  }

  /** Puts an operation into this engine's hands; false if another one was faster. */
  boolean takeOver(Operation operation) {
    return book.update(
            "UPDATE iasql.operation SET epoch = ? WHERE opid = ? AND epoch = ? AND settled IS NULL",
            epoch.getAsLong(),
            operation.opid(),
            operation.epoch())
        == 1;
  }

  /** Records that nothing is left to do. */
  void settled(UUID opid, String state) {
    int written = book.update(
        "UPDATE iasql.operation SET state = ?, settled = clock_timestamp() WHERE opid = ? AND epoch = ?",
        state,
        opid,
        epoch.getAsLong());
    refuseIfTakenOver(opid, written);
  }

  /** Records that the caller's transaction was committed, so that nothing is undone any more. */
  void committed(UUID opid) {
    int written = book.update(
        "UPDATE iasql.operation SET state = 'committed' WHERE opid = ? AND epoch = ?",
        opid,
        epoch.getAsLong());
    refuseIfTakenOver(opid, written);
  }

  private static void refuseIfTakenOver(UUID opid, int written) {
    if (written == 0) {
      throw new TakenOverException(opid);
    }
  }

  /** The steps that have changed something, or may have, and are not undone yet. */
  List<Step> toUndo(UUID opid) {
    return steps(
        opid,
        "s.kind IN ('CREATE', 'UPDATE', 'DETACH') AND s.undone IS NULL AND s.state <> 'later'"
            + " AND EXISTS (SELECT FROM iasql.operation_call c WHERE c.opid = s.opid AND c.step = s.step"
            + " AND NOT c.undoing AND c.outcome IS DISTINCT FROM 'refused')");
  }

  /** The removals that had to wait for the commit. */
  List<Step> removals(UUID opid) {
    return steps(opid, "s.state = 'later'");
  }

  /** The numbers of the steps that were undone, or removed what they were to remove. */
  Set<Integer> carriedOut(UUID opid) {
    return Set.copyOf(book.query(
        "SELECT step FROM iasql.operation_step WHERE opid = ? AND (undone = 'undone' OR state = 'done' AND kind NOT IN ('CREATE', 'UPDATE', 'DETACH'))",
        row -> row.getInt(1),
        opid));
  }

  private List<Step> steps(UUID opid, String condition) {
    return book.query(
        "SELECT s.step, s.kind, s.table_name, s.region, coalesce(s.row_key, ''), s.description, s.after,"
            + " s.identity, coalesce(s.incarnation, ''), s.wish, s.before, s.result, s.state = 'done',"
            + " EXISTS (SELECT FROM iasql.operation_call c WHERE c.opid = s.opid AND c.step = s.step"
            + " AND NOT c.undoing AND coalesce(c.outcome, 'unknown') = 'unknown')"
            + " FROM iasql.operation_step s WHERE s.opid = ? AND " + condition + " ORDER BY s.step",
        OpenOperations::step,
        opid);
  }

  private static Step step(ResultSet row) throws SQLException {
    Integer[] after = (Integer[]) row.getArray(7).getArray();
    StepNote note = new StepNote(
        row.getInt(1),
        Kind.valueOf(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Set.of(after),
        Optional.ofNullable(row.getString(8)),
        row.getString(9),
        json(row.getString(10)),
        json(row.getString(11)),
        json(row.getString(12)));
    return new Step(note, row.getBoolean(13), row.getBoolean(14));
  }

  private static Optional<JsonNode> json(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The server sent what is not JSON.", e);
    }
  }

  void undone(UUID opid, int step) {
    write(opid, step, "undone = 'undone'");
  }

  void left(UUID opid, StepNote note, String why) {
    write(
        opid,
        note.no(),
        "undone = 'left', undo_note = ?, identity = coalesce(?, identity)",
        why,
        note.identity().orElse(null));
  }

  void removed(UUID opid, int step) {
    write(opid, step, "state = 'done', ended = clock_timestamp()");
  }

  /** Puts what could not be removed back into the ledger, so that the next plan shows it. */
  void holdAgain(UUID opid, StepNote note, String why) {
    book.update(
        "INSERT INTO iasql.ledger (table_name, identity, incarnation) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        note.table(),
        note.identity().orElseThrow(),
        note.incarnation());
    write(opid, note.no(), "state = 'failed', ended = clock_timestamp(), error = ?", why);
  }

  private void write(UUID opid, int step, String assignments, @Nullable Object... values) {
    List<@Nullable Object> arguments = new ArrayList<>(Arrays.asList(values));
    arguments.addAll(List.of(opid, step, epoch.getAsLong()));
    int written = book.update(
        "UPDATE iasql.operation_step s SET " + assignments + " WHERE s.opid = ? AND s.step = ?"
            + IN_HAND,
        arguments.toArray());
    refuseIfTakenOver(opid, written);
  }

  /**
   * Whether a committed ledger entry holds a resource since the operation started: by sync, adopt or
   * another apply.
   */
  boolean heldSince(UUID opid, String table, String identity) {
    return !book.query(
            "SELECT FROM iasql.ledger l JOIN iasql.operation o ON l.held_at > o.started"
                + " WHERE o.opid = ? AND l.table_name = ? AND l.identity = ?",
            row -> true,
            opid,
            table,
            identity)
        .isEmpty();
  }

  /** Whether the database is the one that the book-keeping was made in, and no copy of it. */
  boolean isRecorded(Identity database) {
    return !book.query(
            "SELECT FROM iasql.database_identity WHERE system_identifier = ? AND database_oid::bigint = ?",
            row -> true,
            database.systemIdentifier(),
            database.databaseOid())
        .isEmpty();
  }

  /** The identities that the committed ledger has for a table. */
  Set<String> held(String table) {
    return Set.copyOf(book.query(
        "SELECT identity FROM iasql.ledger WHERE table_name = ?", row -> row.getString(1), table));
  }

  /** The modules that are installed, as far as transactions have committed them. */
  Set<String> installedModules() {
    return Set.copyOf(book.query("SELECT name FROM public.iasql_module", row -> row.getString(1)));
  }

  /** What operations have left behind because it could not be undone: operation by AWS identity. */
  Map<String, String> leftovers() {
    return book
        .query(
            "SELECT DISTINCT ON (identity) identity, opid::text FROM iasql.operation_step"
                + " WHERE undone = 'left' AND kind IN ('CREATE', 'UPDATE') AND identity IS NOT NULL"
                + " ORDER BY identity, started DESC",
            row -> Map.entry(row.getString(1), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
