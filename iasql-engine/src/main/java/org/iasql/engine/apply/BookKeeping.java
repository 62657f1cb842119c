package org.iasql.engine.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.iasql.core.IasqlException;
import org.jspecify.annotations.Nullable;

/** Statements on the engine's own tables, each committed when it returns. */
final class BookKeeping {
  private final DataSource database;

  BookKeeping(DataSource database) {
    this.database = database;
  }

  /** Reads one row of a result. */
  @FunctionalInterface
  interface RowReader<R> {
    R read(ResultSet row) throws SQLException;
  }

  /** Returns how many rows were written. */
  int update(String sql, @Nullable Object... arguments) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  <R> List<R> query(String sql, RowReader<R> reader, @Nullable Object... arguments) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, arguments);
      List<R> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw unwritable(e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... arguments)
      throws SQLException {
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
