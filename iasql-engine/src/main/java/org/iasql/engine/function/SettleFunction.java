package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.iasql.core.Change;
import org.iasql.core.RefusedException;
import org.iasql.engine.apply.Operations;
import org.iasql.engine.request.CallerSession;

/** {@code iasql_settle}: a person's decision on an operation that nobody settled for an hour. */
final class SettleFunction {
  private static final String OLD =
      "Operation %1$s was not settled for an hour and waits for you. SELECT * FROM iasql_settle('%1$s') shows what would be undone.";
  private static final String OF_ORIGINAL =
      "Operation %1$s was not settled when this database was copied, and the original may have committed it since; it waits for you. SELECT * FROM iasql_settle('%1$s') shows what would be undone. What is to stay, take over first, with iasql_sync() or iasql_adopt.";

  private SettleFunction() {}

  /** Names each operation that waits for a person; in a copy of a database, they are the original's. */
  static void tellWaiting(CallerSession session, Operations operations) {
    if (operations.isCopy()) {
      session.notice(DatabaseCopy.TEXT);
      return;
    }
    for (Operations.Undecided operation : operations.waitingForAPerson()) {
      session.notice((operation.ofOriginal() ? OF_ORIGINAL : OLD).formatted(operation.opid()));
    }
  }

  /** What would be undone; nothing is done. */
  static List<Change> preview(CallerSession session, Operations operations, JsonNode args) {
    UUID opid = opid(args);
    List<Change> changes = operations.wouldUndo(opid);
    session.notice(
        "Nothing was done yet. SELECT * FROM iasql_settle('%s', true) undoes this, as far as each resource is still as the operation left it and no row holds it."
            .formatted(opid));
    return changes;
  }

  /** Undoes, at once: a ROLLBACK of the caller's does not bring it back. */
  static List<Change> run(CallerSession session, Operations operations, JsonNode args) {
    Operations.Settled settled = operations.settleNow(opid(args), session::notice);
    session.notice(settled.text());
    return settled.undone();
  }

  private static UUID opid(JsonNode args) {
    if (args.path("opid").isNull()) {
      throw new RefusedException(
          "iasql_settle needs the id of an operation, which is NULL here. SELECT * FROM iasql_operation ORDER BY start_date DESC lists them.");
    }
    return UUID.fromString(args.path("opid").asText());
  }
}
