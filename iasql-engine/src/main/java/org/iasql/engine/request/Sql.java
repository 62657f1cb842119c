package org.iasql.engine.request;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Runs the preparation's statements, which take no parameters, on one connection. */
final class Sql {
  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  void run(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns the first column of the first row. */
  Optional<String> text(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }

  boolean yes(String sql) throws SQLException {
    return text(sql).filter("t"::equals).isPresent();
  }

  Identity identity(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return new Identity(rows.getString(1), rows.getLong(2));
    }
  }

  /** Runs statements that may be refused; returns why they were, in which case none had an effect. */
  Optional<SQLException> attempt(String... statements) throws SQLException {
    java.sql.Savepoint before = connection.setSavepoint();
    try {
      for (String statement : statements) {
        run(statement);
      }
      connection.releaseSavepoint(before);
      return Optional.empty();
    } catch (SQLException e) {
      connection.rollback(before);
      return Optional.of(e);
    }
  }
}
