package org.iasql.core;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what PostgreSQL answered into IaSQL's own exceptions; the driver's text stays the cause. */
final class ServerErrors {
  private static final String UNDEFINED_FUNCTION = "42883";
  private static final String ABORTED_TRANSACTION = "25P02";

  /** Connection exceptions, and servers that were told to stop or crashed. */
  private static final String LOST = "08...|57P0[123]";

  private ServerErrors() {}

  /**
   * Returns IaSQL's own exception for an error of class IQ and for a connection that was lost, and any
   * other error as it is.
   */
  static RuntimeException translate(JdbiException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && state(sql).startsWith("IQ")) {
        return ofState(state(sql), sentences(sql), error);
      }
      if (cause instanceof SQLException sql && state(sql).matches(LOST)) {
        return new IasqlException(
            "The connection to the database was lost: " + sentences(sql)
                + " What was not committed is rolled back, and what it had applied is undone as soon as"
                + " an engine reaches the database again; whether a COMMIT on its way was carried out,"
                + " only the rows say. Connect again and look: SELECT * FROM iasql_plan_apply().",
            error);
      }
    }
    return error;
  }

  /** As {@link #translate}, for a call of one of IaSQL's own functions. */
  static RuntimeException translateCall(JdbiException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      // With a context it is a function that the called one calls: not a database without IaSQL.
      if (cause instanceof PSQLException sql
          && UNDEFINED_FUNCTION.equals(sql.getSQLState())
          && sql.getServerErrorMessage() != null
          && sql.getServerErrorMessage().getWhere() == null) {
        return new EngineUnavailableException(
            "This database has no such IaSQL function: "
                + sentence(String.valueOf(sql.getServerErrorMessage().getMessage()))
                + " An engine creates them when it first starts on a database. Start one with"
                + " 'iasql engine --url ...', or embed it: IasqlEngine.builder(). If one runs, it is"
                + " older than this client.",
            error);
      }
    }
    return translate(error);
  }

  /** Says where no connection could be opened, why, and what to do. The text names no password. */
  static IasqlException connection(String target, SQLException error) {
    // A pool's own text says only that time ran out; the driver's error below it says why.
    SQLException reason = error;
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql) {
        reason = sql;
      }
    }
    return new IasqlException(
        "Connecting to " + target + " failed: " + sentences(reason) + " " + advice(state(reason)),
        error);
  }

  /** Says why a transaction cannot commit whose failed statement the caller's code has caught. */
  static RuntimeException aborted(JdbiException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && state(sql).equals(ABORTED_TRANSACTION)) {
        return new IasqlException(
            "Nothing was committed, because a statement of this transaction failed: PostgreSQL then"
                + " rolls back all of it, also where the error was caught. Let the error leave the"
                + " lambda, call rollback(), or set a savepoint before the statement:"
                + " tx.handle().savepoint(name).",
            error);
      }
    }
    return translate(error);
  }

  private static String advice(String state) {
    if (state.startsWith("28")) {
      return "Check the user and the password, and that pg_hba.conf lets them in.";
    }
    return switch (state) {
      case "3D000" -> "Create the database, or name another one in the url.";
      case "53300" -> "Close connections that are idle, or raise max_connections.";
      case "" -> "End transactions sooner, or give the pool more connections: poolSize().";
      default ->
        "Check that PostgreSQL runs there, and that host, port and network let this machine in.";
    };
  }

  private static IasqlException ofState(String state, String message, Throwable cause) {
    return switch (state) {
      case RefusedException.SQL_STATE -> new RefusedException(message, cause);
      case CancelledException.SQL_STATE -> new CancelledException(message, cause);
      case CloudException.SQL_STATE -> new CloudException(message, cause);
      case EngineUnavailableException.SQL_STATE -> new EngineUnavailableException(message, cause);
      default -> new IasqlException(message, cause);
    };
  }

  private static String state(SQLException error) {
    return Objects.requireNonNullElse(error.getSQLState(), "");
  }

  private static String sentences(SQLException error) {
    ServerErrorMessage server =
        error instanceof PSQLException sql ? sql.getServerErrorMessage() : null;
    return server == null
        ? sentence(String.valueOf(error.getMessage()))
        : Stream.<@Nullable String>of(server.getMessage(), server.getDetail(), server.getHint())
            .filter(part -> part != null && !part.isBlank())
            .map(ServerErrors::sentence)
            .collect(Collectors.joining(" "));
  }

  private static String sentence(String text) {
    String stripped = text.strip();
    return stripped.matches("(?s).*[.!?]") ? stripped : stripped + ".";
  }
}
