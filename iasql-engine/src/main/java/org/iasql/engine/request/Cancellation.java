package org.iasql.engine.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.iasql.core.IasqlException;
import org.iasql.core.RefusedException;

/**
 * {@code iasql_cancel}. One UPDATE of the request's row decides, and the posting of a result is another
 * one on the same row: whichever comes first, the other sees it.
 */
final class Cancellation {
  /** The verb, which the request path answers itself. */
  static final String VERB = "cancel";

  private static final String LIST = "SELECT * FROM iasql_status() lists what runs.";

  private final DataSource pool;

  Cancellation(DataSource pool) {
    this.pool = pool;
  }

  /** What the book-keeping says of a call. */
  private record Found(
      String cancelled,
      boolean over,
      boolean claimed,
      boolean attended,
      boolean begun,
      Caller caller) {}

  /** Marks the call and wakes its engine; the answer says whether it ran. */
  JsonNode answer(CallerSession session, JsonNode args) {
    if (args.path("opid").isNull()) {
      throw new RefusedException(
          "iasql_cancel needs the id of an operation, which is NULL here. " + LIST);
    }
    UUID opid = UUID.fromString(args.path("opid").asText());
    try {
      boolean marked = mark(opid, session.caller().name());
      Found found = find(opid).orElseThrow(() -> over(opid));
      if (found.claimed() && !found.attended()) {
        throw new RefusedException(
            "Nobody works on operation %s any more, because its engine is gone: there is nothing to cancel. The next engine undoes it unless its transaction was committed; SELECT * FROM iasql_status() shows when."
                .formatted(opid));
      }
      if (!marked) {
        refuse(opid, found);
      }
      session.notice(
          marked
              ? "Operation %s stops, and what it has done is undone. SELECT * FROM iasql_status() shows how that goes."
                  .formatted(opid)
              : "Operation %s was cancelled already, by %s.".formatted(opid, found.cancelled()));
      ArrayNode rows = RequestTables.JSON.createArrayNode();
      rows.addObject().put("running", found.begun());
      return rows;
    } catch (SQLException e) {
      throw new IasqlException(
          "The engine could not note that operation %s is cancelled: %s. Call again."
              .formatted(opid, e.getMessage()),
          e);
    }
  }

  private boolean mark(UUID opid, String by) throws SQLException {
    String sql =
        "WITH marked AS (UPDATE iasql.request SET cancelled = ? WHERE id = ? AND verdict IS NOT NULL"
            + " AND cancelled IS NULL AND NOT over RETURNING id)"
            + " SELECT pg_notify('iasql_engine', 'cancel ' || id || ' ' || ?) FROM marked";
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, by);
      statement.setObject(2, opid);
      statement.setString(3, by);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private Optional<Found> find(UUID opid) throws SQLException {
    String sql =
        "SELECT r.cancelled, r.over, r.engine IS NOT NULL, coalesce(iasql.is_alive(r.engine), false),"
            + " EXISTS (SELECT FROM public.iasql_operation p WHERE p.opid = r.id), r.caller::text"
            + " FROM iasql.request r WHERE r.id = ? AND r.verdict IS NOT NULL";
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, opid);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Found(
                Optional.ofNullable(row.getString(1)).orElse(""),
                row.getBoolean(2),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5),
                RequestTables.caller(row.getString(6))))
            : Optional.empty();
      }
    }
  }

  private void refuse(UUID opid, Found found) throws SQLException {
    if (!found.over()) {
      return; // Cancelled already, and still at it.
    }
    Optional<String> error = error(opid);
    throw new RefusedException(
        error.isPresent() || !found.cancelled().isEmpty()
            ? "Operation %s has failed already, so there is nothing to cancel; what it had done is undone when the transaction of %s ends."
                .formatted(opid, found.caller().name())
            : "It is too late to cancel operation %s: it is done, and the transaction of %s decides. ROLLBACK there undoes it; SELECT pg_terminate_backend(%d) ends that session, which rolls back, too."
                .formatted(opid, found.caller().name(), found.caller().pid()));
  }

  private Optional<String> error(UUID opid) throws SQLException {
    return text("SELECT err FROM public.iasql_operation WHERE opid = ?", opid);
  }

  /** Why a call that no request stands for cannot be cancelled. */
  private RefusedException over(UUID opid) {
    try {
      Optional<String> ended = text(
          "SELECT CASE WHEN p.end_date IS NULL THEN 'has lost its engine, and is settled without it'"
              + " WHEN p.err IS NULL THEN 'is over since ' || date_trunc('second', p.end_date)"
              + " ELSE 'has failed at ' || date_trunc('second', p.end_date) END"
              + " FROM public.iasql_operation p WHERE p.opid = ?",
          opid);
      return new RefusedException(ended
          .map(how -> "Operation %s %s: there is nothing to cancel. %s".formatted(opid, how, LIST))
          .orElse("No operation %s is known. %s".formatted(opid, LIST)));
    } catch (SQLException e) {
      return new RefusedException("No operation %s runs. %s".formatted(opid, LIST), e);
    }
  }

  private Optional<String> text(String sql, UUID opid) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, opid);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }
}
