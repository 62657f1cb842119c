package org.iasql.badinput;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.iasql.local.LocalIasql;

/** Any SQL client, such as psql: it knows nothing of IaSQL and shows what the server says. */
final class SqlClient {
  /** What the server answered to a statement: its message, without the label and the context. */
  record Refusal(String sqlState, String message) {}

  private SqlClient() {}

  /** Runs statements in one transaction, the last of which is refused, and rolls back. */
  static Refusal refusal(LocalIasql local, String... statements) {
    SQLException refused =
        catchThrowableOfType(SQLException.class, () -> run(local, statements, new ArrayList<>()));
    if (refused == null) {
      throw new AssertionError("Nothing was refused of " + List.of(statements));
    }
    String message = String.valueOf(refused.getMessage());
    return new Refusal(
        refused.getSQLState(),
        message
            .replaceFirst("^ERROR: ", "")
            .replaceFirst("(?s)\n  (Where|Detail|Position|Hint): .*", ""));
  }

  /** Runs statements in one transaction, rolls back, and returns the notices of all of them. */
  static List<String> notices(LocalIasql local, String... statements) throws SQLException {
    List<String> notices = new ArrayList<>();
    run(local, statements, notices);
    return notices;
  }

  /** Returns the notices up to an error, which is ignored. */
  static List<String> noticesBeforeRefusal(LocalIasql local, String statement) {
    List<String> notices = new ArrayList<>();
    SQLException refused = catchThrowableOfType(
        SQLException.class, () -> run(local, new String[] {statement}, notices));
    if (refused == null) {
      throw new AssertionError("'" + statement + "' was not refused");
    }
    return notices;
  }

  private static void run(LocalIasql local, String[] statements, List<String> notices)
      throws SQLException {
    String[] login = local.url().replaceFirst(".*//(.*)@.*", "$1").split(":", 2);
    try (Connection connection = DriverManager.getConnection(local.jdbcUrl(), login[0], login[1])) {
      connection.setAutoCommit(false);
      for (String sql : statements) {
        try (Statement statement = connection.createStatement()) {
          try {
            statement.execute(sql);
          } finally {
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
              notices.add(w.getMessage());
            }
          }
        }
      }
      connection.rollback();
    }
  }
}
