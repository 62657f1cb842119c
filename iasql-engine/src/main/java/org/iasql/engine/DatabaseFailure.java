package org.iasql.engine;

import java.sql.SQLException;
import java.util.Objects;
import org.iasql.core.IasqlException;
import org.postgresql.ds.PGSimpleDataSource;

/** Says why an engine's database cannot be reached, and what to do. The text names no password. */
final class DatabaseFailure {
  private static final String PROTOCOL_VIOLATION = "08P01";

  /** The driver's, before the server had a say. */
  private static final String NO_PASSWORD = "08004";

  private DatabaseFailure() {}

  static IasqlException connecting(PGSimpleDataSource database, SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    return new IasqlException(
        "The engine cannot connect to database '%s' at %s:%d: %s %s"
            .formatted(
                database.getDatabaseName(),
                database.getServerNames()[0],
                database.getPortNumbers()[0],
                sentence(reason(failure)),
                advice(state)),
        failure);
  }

  /** The driver's texts for a socket that failed, and for an answer it cannot read, say only that. */
  private static String reason(SQLException failure) {
    if (PROTOCOL_VIOLATION.equals(failure.getSQLState())) {
      return "what answers there does not speak PostgreSQL's protocol";
    }
    String text = String.valueOf(failure.getMessage());
    Throwable cause = failure.getCause();
    return text.equals("The connection attempt failed.") && cause != null
        ? cause.getMessage() == null ? "the other side closed the connection" : cause.getMessage()
        : text;
  }

  private static String advice(String state) {
    if (state.startsWith("28") || state.equals(NO_PASSWORD)) {
      return "Check the user and the password, and that pg_hba.conf lets them in.";
    }
    return switch (state) {
      case "3D000" -> "Create the database, or name another one in the url.";
      case "53300" -> "Close connections that are idle, or raise max_connections.";
      default ->
        "Check that it is PostgreSQL 13 or later that answers at this host and port, and that the network lets this machine in.";
    };
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }
}
