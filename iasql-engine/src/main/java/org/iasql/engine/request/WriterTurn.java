package org.iasql.engine.request;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.iasql.core.IasqlException;

/**
 * The engines' own lock among writers, held by a session from the claim of a request until it is settled,
 * which can be long after the caller's transaction has ended. All calls of one transaction share a
 * turn, which ends with the last of them.
 */
final class WriterTurn implements AutoCloseable {
  /** Finds the turn that a call can share, because an earlier call of its transaction has it. */
  @FunctionalInterface
  interface Shared {
    Optional<WriterTurn> find() throws SQLException;
  }

  private static final String NAME = "iasql engine ";
  private static final String END_HANGING_HOLDER =
      "SELECT bool_or(pg_terminate_backend(l.pid)) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE "
          + Locks.held(Locks.WRITER)
          + " AND a.application_name LIKE '" + NAME + "%'"
          + " AND NOT iasql.is_alive(substring(a.application_name FROM '[0-9]+$')::bigint)";

  private final Optional<Connection> connection;
  private int calls = 1;

  private WriterTurn(Optional<Connection> connection) {
    this.connection = connection;
  }

  /** A turn that another engine holds for the same transaction. */
  static WriterTurn ofAnotherEngine() {
    return new WriterTurn(Optional.empty());
  }

  /** Waits for its turn, and tells the caller once that it does; empty if the call ends meanwhile. */
  static Optional<WriterTurn> await(
      DataSource pool, LongSupplier epoch, ServedCall call, Pause pause, Shared shared)
      throws SQLException {
    boolean told = false;
    while (true) {
      Optional<WriterTurn> mine = take(pool, epoch.getAsLong());
      if (mine.isPresent()) {
        return mine;
      }
      Optional<WriterTurn> other = shared.find();
      if (other.isPresent()) {
        return other;
      }
      if (!told && pause.isNoticeable()) {
        told = true;
        call.notice("waiting until the engine has settled what an earlier call has done");
      }
      if (call.ending().isPresent()) {
        return Optional.empty();
      }
      pause.take();
    }
  }

  /** Takes the turn if it is free, or its holder is an engine that hangs; empty if it is not. */
  static Optional<WriterTurn> take(DataSource pool, long epoch) throws SQLException {
    Connection connection = pool.getConnection();
    boolean taken = false;
    try {
      // Named first, so that a holder that hangs can be told from one that works.
      query(
          connection, "SELECT set_config('application_name', '" + NAME + epoch + "', false) = ''");
      taken = query(connection, "SELECT pg_try_advisory_lock(" + Locks.WRITER + ", 0)");
      if (!taken) {
        query(connection, END_HANGING_HOLDER);
      }
      return taken ? Optional.of(new WriterTurn(Optional.of(connection))) : Optional.empty();
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  private static boolean query(Connection connection, String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Lets one more call of the same transaction in; false if the turn is over. */
  synchronized boolean join() {
    if (calls == 0) {
      return false;
    }
    calls++;
    return true;
  }

  @Override
  public synchronized void close() {
    calls--;
    if (calls == 0 && connection.isPresent()) {
      release(connection.get());
    }
  }

  private static void release(Connection connection) {
    try (connection) {
      query(connection, "SELECT pg_advisory_unlock(" + Locks.WRITER + ", 0)");
    } catch (SQLException e) {
      throw new IasqlException(
          "The engine lost its connection to the database: " + e.getMessage(), e);
    }
  }
}
