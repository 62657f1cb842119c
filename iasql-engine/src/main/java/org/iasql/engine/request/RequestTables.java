package org.iasql.engine.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The engine's end of the request tables. Every method is one statement, committed at once. */
final class RequestTables {
  static final ObjectMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  private static final String TICKET_HELD = "EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE "
      + Locks.held(Locks.TICKET) + " AND l.objid = q.ticket::oid)";
  private static final String CLAIMED =
      " RETURNING r.id, r.verb, r.args::text, r.caller::text, r.verdict::text, r.channel, r.ticket, r.cancelled";

  private final DataSource pool;

  RequestTables(DataSource pool) {
    this.pool = pool;
  }

  /** Claims the oldest request whose caller still waits. */
  Optional<Claim> claim(long epoch) throws SQLException {
    return claim(
        "UPDATE iasql.request r SET engine = ? FROM (SELECT q.id FROM iasql.request q"
            + " WHERE q.engine IS NULL AND " + TICKET_HELD
            + " ORDER BY q.submitted FOR UPDATE SKIP LOCKED LIMIT 1) next WHERE r.id = next.id"
            + CLAIMED,
        epoch);
  }

  /** Takes over a writing request that nobody waits for and whose engine is gone without settling it. */
  Optional<Claim> adopt(long epoch) throws SQLException {
    return claim(
        "UPDATE iasql.request r SET engine = ? FROM (SELECT q.id FROM iasql.request q"
            + " WHERE q.engine IS NOT NULL AND q.verdict IS NOT NULL AND NOT iasql.is_alive(q.engine) AND NOT "
            + TICKET_HELD
            + " ORDER BY q.submitted FOR UPDATE SKIP LOCKED LIMIT 1) next WHERE r.id = next.id"
            + CLAIMED,
        epoch);
  }

  private Optional<Claim> claim(String sql, long epoch) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, epoch);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(claim(row)) : Optional.empty();
      }
    }
  }

  private static Claim claim(ResultSet row) throws SQLException {
    Request request = new Request(
        row.getObject(1, UUID.class),
        row.getString(2),
        parse(row.getString(3)),
        Optional.ofNullable(row.getString(5)),
        caller(row.getString(4)));
    return new Claim(
        request, row.getString(6), row.getInt(7), Optional.ofNullable(row.getString(8)));
  }

  static Caller caller(String json) {
    JsonNode who = parse(json);
    return new Caller(
        who.path("user").asText(),
        who.path("role").asText(),
        who.path("pid").asInt(),
        who.path("application").asText(),
        who.path("isolation").asText(),
        who.path("readOnly").asBoolean());
  }

  /** Adds steps and wakes the caller. */
  void post(Claim claim, int firstNumber, List<Step> steps) throws SQLException {
    post(claim, firstNumber, steps, "");
  }

  /**
   * Adds the last steps of a writing call, after which it cannot be cancelled; false if it has been, and
   * its result is refused.
   */
  boolean postLast(Claim claim, int firstNumber, List<Step> steps, boolean success)
      throws SQLException {
    String over =
        "over AS (UPDATE iasql.request SET over = true WHERE id = ? AND (cancelled IS NULL OR NOT %s) RETURNING id), "
            .formatted(success);
    return post(claim, firstNumber, steps, over);
  }

  private boolean post(Claim claim, int firstNumber, List<Step> steps, String over)
      throws SQLException {
    ArrayNode rows = JSON.createArrayNode();
    int number = firstNumber;
    for (Step step : steps) {
      ObjectNode row = rows.addObject()
          .put("number", number++)
          .put("kind", step.kind())
          .put("text", step.text());
      row.set("argument", step.argument());
    }
    boolean last = !over.isEmpty();
    String sql =
        "WITH " + over + "posted AS (INSERT INTO iasql.step (request, number, kind, text, argument)"
            + " SELECT ?, number, kind, text, coalesce(argument, 'null') FROM json_to_recordset(?::json)"
            + " AS t(number integer, kind text, text text, argument json)"
            + (last ? " WHERE EXISTS (SELECT FROM over)" : "")
            + ") SELECT pg_notify(?, '')" + (last ? " FROM over" : "");
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int next = 1;
      if (last) {
        statement.setObject(next++, claim.request().id());
      }
      statement.setObject(next++, claim.request().id());
      statement.setString(next++, rows.toString());
      statement.setString(next, claim.channel());
      try (ResultSet notified = statement.executeQuery()) {
        return notified.next();
      }
    }
  }

  /** The calls that somebody has cancelled and that go on, with who it was. */
  Map<UUID, String> cancelled() throws SQLException {
    String sql = "SELECT id, cancelled FROM iasql.request WHERE cancelled IS NOT NULL AND NOT over";
    Map<UUID, String> cancelled = new HashMap<>();
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        cancelled.put(rows.getObject(1, UUID.class), rows.getString(2));
      }
    }
    return cancelled;
  }

  /** Takes the answers up to a step; empty while that step's is not there. */
  Map<Integer, JsonNode> collect(UUID request, int lastStep) throws SQLException {
    String sql =
        "WITH taken AS (DELETE FROM iasql.answer a WHERE a.request = ? AND EXISTS (SELECT FROM iasql.request r"
            + " WHERE r.id = a.request AND r.answered >= ?) RETURNING a.step, a.body)"
            + " SELECT step, body::text FROM taken";
    Map<Integer, JsonNode> answers = new HashMap<>();
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, request);
      statement.setInt(2, lastStep);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          answers.put(rows.getInt(1), parse(rows.getString(2)));
        }
      }
    }
    return answers;
  }

  /**
   * Whether the unsettled writing calls before this one are of its own transaction: they are if that
   * is open, because the caller's lock lets one transaction write at a time.
   */
  boolean continuesTransaction(Claim claim) throws SQLException {
    String sql =
        "SELECT count(*) > 0 AND bool_and(coalesce(pg_catalog.pg_xact_status(q.verdict), '') = 'in progress')"
            + " FROM iasql.request q WHERE q.verdict IS NOT NULL AND q.engine IS NOT NULL AND q.id <> ?";
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, claim.request().id());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  boolean isUnsettled(Claim claim) throws SQLException {
    return exists("iasql.request", "id", claim);
  }

  private boolean exists(String table, String column, Claim claim) throws SQLException {
    String sql = "SELECT EXISTS (SELECT FROM " + table + " WHERE " + column + " = ?)";
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, claim.request().id());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Forgets a settled request. */
  void forget(UUID request) throws SQLException {
    remove("id = ?", request);
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("DELETE FROM iasql.outcome WHERE request = ?")) {
      statement.setObject(1, request);
      statement.execute();
    }
  }

  /** Forgets the calls that nobody waits for, except those that are yet to be settled. */
  void sweep() throws SQLException {
    remove("(q.verdict IS NULL OR q.engine IS NULL) AND NOT " + TICKET_HELD);
  }

  private void remove(String condition, Object... values) throws SQLException {
    String sql = "WITH gone AS (DELETE FROM iasql.request q WHERE " + condition + " RETURNING id),"
        + " steps AS (DELETE FROM iasql.step s USING gone WHERE s.request = gone.id)"
        + " DELETE FROM iasql.answer a USING gone WHERE a.request = gone.id";
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  /** Returns the tickets of all callers that wait. */
  List<Integer> ticketsHeld() throws SQLException {
    String sql =
        "SELECT l.objid::bigint FROM pg_catalog.pg_locks l WHERE " + Locks.held(Locks.TICKET);
    List<Integer> tickets = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        tickets.add((int) rows.getLong(1));
      }
    }
    return tickets;
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The server sent what is not JSON.", e);
    }
  }
}
