package org.iasql.engine.request;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.iasql.core.IasqlException;

/**
 * The engines' own lock among writers, held by a session from the claim of a request until it is settled,
 * which can be long after the caller's transaction has ended.
 */
final class WriterTurn implements AutoCloseable {
  private final Connection connection;

  private WriterTurn(Connection connection) {
    this.connection = connection;
  }

  /** Waits for its turn, and tells the caller once that it does; empty if the caller leaves meanwhile. */
  static Optional<WriterTurn> await(DataSource pool, ServedCall call, Pause pause)
      throws SQLException {
    boolean told = false;
    while (true) {
      Connection connection = pool.getConnection();
      boolean taken = false;
      try {
        taken = query(connection, "SELECT pg_try_advisory_lock(" + Locks.WRITER + ", 0)");
        if (taken) {
          return Optional.of(new WriterTurn(connection));
        }
      } finally {
        if (!taken) {
          connection.close();
        }
      }
      if (!told && pause.isNoticeable()) {
        told = true;
        call.notice("waiting until the engine has settled what an earlier call has done");
      }
      if (call.abandoned()) {
        return Optional.empty();
      }
      pause.take();
    }
  }

  private static boolean query(Connection connection, String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  @Override
  public void close() {
    try (connection) {
      query(connection, "SELECT pg_advisory_unlock(" + Locks.WRITER + ", 0)");
    } catch (SQLException e) {
      throw new IasqlException(
          "The engine lost its connection to the database: " + e.getMessage(), e);
    }
  }
}
