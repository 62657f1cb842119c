package org.iasql.engine.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * A statement for the caller's session.
 *
 * @param kind whether rows are wanted
 * @param sql one statement, with every name qualified: the search path is {@code pg_catalog, pg_temp}
 * @param arg bound to {@code $1} as jsonb; a {@link NullNode} where the statement takes none
 */
public record Statement(Kind kind, String sql, JsonNode arg) {
  /** What a statement answers. */
  public enum Kind {
    /** Rows: a SELECT, or a change with RETURNING. It becomes part of a WITH query. */
    QUERY,
    /** The number of rows that changed; DDL is of this kind, too. */
    EXECUTE
  }

  /** Returns a statement that answers rows, as an array of objects. */
  public static Statement query(String sql, JsonNode arg) {
    return new Statement(Kind.QUERY, sql, arg);
  }

  /** Returns a statement that answers the number of rows it changed. */
  public static Statement execute(String sql, JsonNode arg) {
    return new Statement(Kind.EXECUTE, sql, arg);
  }
}
