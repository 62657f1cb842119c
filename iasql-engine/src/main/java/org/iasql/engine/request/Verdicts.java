package org.iasql.engine.request;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Says how callers' transactions ended. */
public final class Verdicts {
  private final DataSource database;

  public Verdicts(DataSource database) {
    this.database = database;
  }

  /**
   * Asks how a transaction ended; empty while it is open. Where the server does not know its id, too
   * old or of another cluster, the transaction is over and the presence of its row decides.
   *
   * @param request the call that wrote its outcome row in the transaction
   * @param verdict the transaction's id, or the savepoint's
   */
  public Optional<Outcome> of(UUID request, String verdict) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String status = status(connection, verdict);
      return switch (status) {
        case "committed" -> Optional.of(Outcome.COMMITTED);
        case "aborted" -> Optional.of(Outcome.ROLLED_BACK);
        case "in progress" -> Optional.empty();
        default ->
          Optional.of(wroteOutcome(connection, request) ? Outcome.COMMITTED : Outcome.ROLLED_BACK);
      };
    }
  }

  private static String status(Connection connection, String verdict) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_catalog.pg_xact_status(?::xid8)")) {
      statement.setString(1, verdict);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String answer = row.getString(1);
        return answer == null ? "unknown" : answer;
      }
    } catch (SQLException e) {
      if ("22023".equals(e.getSQLState())) { // an id that this cluster has not given out yet
        return "unknown";
      }
      throw e;
    }
  }

  private static boolean wroteOutcome(Connection connection, UUID request) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(
        "SELECT EXISTS (SELECT FROM iasql.outcome WHERE request = ?)")) {
      statement.setObject(1, request);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
