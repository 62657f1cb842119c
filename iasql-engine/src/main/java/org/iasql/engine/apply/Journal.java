package org.iasql.engine.apply;

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
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.iasql.core.IasqlException;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.cloud.AwsCall;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.plan.PlanGraph.Node;

/**
 * What was about to be done, and what came of it. Each write is committed when it returns, on the
 * engine's own connections, so that it outlives the caller's transaction and the engine.
 */
public final class Journal {
  private final DataSource database;
  private final LongSupplier epoch;

  /** @param epoch of this engine: an operation that another epoch has taken over accepts no intent */
  public Journal(DataSource database, LongSupplier epoch) {
    this.database = database;
    this.epoch = epoch;
  }

  /** Shows in {@code iasql_operation} that a writing function has begun. */
  public void operationStarts(UUID opid, String type, List<String> parameters) {
    update(
        "INSERT INTO public.iasql_operation (opid, optype, params) VALUES (?, ?, ?)",
        opid,
        type,
        parameters.toArray(String[]::new));
  }

  /** Shows in {@code iasql_operation} how it ended; {@code error} is empty if it succeeded. */
  public void operationEnds(UUID opid, String output, String error) {
    update(
        "UPDATE public.iasql_operation SET end_date = clock_timestamp(),"
            + " output = nullif(?, ''), err = nullif(?, '') WHERE opid = ?",
        output,
        error,
        opid);
  }

  /** Begins an operation. */
  public void begin(UUID opid, String accountId) {
    update(
        "INSERT INTO iasql.operation (opid, epoch, account_id) VALUES (?, ?, ?)",
        opid,
        epoch.getAsLong(),
        accountId);
  }

  /** Records how the run went: {@code answered} or {@code failed}. */
  public void answered(UUID opid, boolean succeeded) {
    update(
        "UPDATE iasql.operation SET state = ?, ended = clock_timestamp() WHERE opid = ?",
        succeeded ? "answered" : "failed",
        opid);
  }

  /** Records how the caller's transaction ended, for operations that were answered. */
  public void settled(UUID opid, boolean committed) {
    update(
        "UPDATE iasql.operation SET state = ? WHERE opid = ? AND state IN ('running', 'answered')",
        committed ? "committed" : "rolled back",
        opid);
  }

  /**
   * Records that a step starts.
   *
   * @throws IasqlException if another engine has taken the operation over
   */
  void stepStarts(UUID opid, Node node) {
    String rowKey = node.change().row().map(row -> row.key()).orElse("");
    int written = update(
        "INSERT INTO iasql.operation_step (opid, step, kind, table_name, row_key, description, identity)"
            + " SELECT ?, ?, ?, ?, nullif(?, ''), ?, nullif(?, '')"
            + " FROM iasql.operation WHERE opid = ? AND epoch = ?",
        opid,
        node.no(),
        node.kind().name(),
        node.change().table(),
        rowKey,
        node.change().description(),
        node.change().observed().map(Observed::identity).orElse(""),
        opid,
        epoch.getAsLong());
    refuseIfTakenOver(opid, written);
  }

  void stepDone(UUID opid, Node node, Optional<? extends Observed<?>> result) {
    update(
        "UPDATE iasql.operation_step SET state = 'done', ended = clock_timestamp(),"
            + " identity = coalesce(nullif(?, ''), identity), incarnation = nullif(?, '')"
            + " WHERE opid = ? AND step = ?",
        result.map(Observed::identity).orElse(""),
        result.map(Observed::incarnation).orElse(""),
        opid,
        node.no());
  }

  /** @param leftover what the step made all the same, if AWS shows it */
  void stepFailed(UUID opid, Node node, String error, Optional<String> leftover) {
    update(
        "UPDATE iasql.operation_step SET state = 'failed', ended = clock_timestamp(), error = ?,"
            + " identity = CASE WHEN kind = 'CREATE' THEN nullif(?, '') ELSE identity END"
            + " WHERE opid = ? AND step = ?",
        error,
        leftover.orElse(""),
        opid,
        node.no());
  }

  /**
   * Records the intent of a call, on condition that the operation is still this engine's.
   *
   * @throws IasqlException if another engine has taken the operation over
   */
  long intent(UUID opid, int step, AwsCall call, String clientToken) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(
            "INSERT INTO iasql.operation_call (opid, step, service, operation, client_token)"
                + " SELECT ?, ?, ?, ?, ? FROM iasql.operation WHERE opid = ? AND epoch = ?"
                + " RETURNING id")) {
      bind(
          statement,
          opid,
          step,
          call.service(),
          call.operation(),
          clientToken,
          opid,
          epoch.getAsLong());
      try (ResultSet result = statement.executeQuery()) {
        boolean written = result.next();
        refuseIfTakenOver(opid, written ? 1 : 0);
        return result.getLong(1);
      }
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  void outcome(long intent, Optional<CallFailedException> failure) {
    update(
        "UPDATE iasql.operation_call SET ended = clock_timestamp(), succeeded = ?,"
            + " error = nullif(?, '') WHERE id = ?",
        failure.isEmpty(),
        failure.map(Throwable::getMessage).orElse(""),
        intent);
  }

  /**
   * What operations that failed or were rolled back had created and nobody has undone: operation by
   * AWS identity.
   */
  public Map<String, String> leftovers() {
    Map<String, String> leftovers = new HashMap<>();
    for (List<String> row : query(
        "SELECT s.identity, s.opid::text FROM iasql.operation_step s JOIN iasql.operation o USING (opid)"
            + " WHERE o.state IN ('failed', 'rolled back') AND s.kind = 'CREATE'"
            + " AND s.identity IS NOT NULL AND s.state <> 'running'")) {
      leftovers.put(row.get(0), row.get(1));
    }
    return leftovers;
  }

  private void refuseIfTakenOver(UUID opid, int written) {
    if (written == 0) {
      throw new IasqlException(
          "Operation %s was taken over by another engine, so this one stopped. Look at iasql_operation for how it ended."
              .formatted(opid));
    }
  }

  private int update(String sql, Object... arguments) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  private List<List<String>> query(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(List.of(result.getString(1), result.getString(2)));
      }
      return rows;
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }

  private static IasqlException unwritable(SQLException e) {
    return new IasqlException(
        "The engine's journal cannot be written or read: %s. Without it nothing is changed in AWS."
            .formatted(e.getMessage()),
        e);
  }
}
