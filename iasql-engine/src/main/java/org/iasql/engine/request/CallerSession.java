package org.iasql.engine.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Optional;
import org.iasql.core.IasqlException;

/**
 * The session that waits for a call's answer. Statements run there, in its transaction and with the
 * rights of {@code iasql_owner}; one that fails ends the call with the server's own error, and every
 * later use of this session throws.
 *
 * <p>Statements belong to the thread that answers the request. Notices may come from any thread.
 */
public interface CallerSession {
  /**
   * Runs a query.
   *
   * @param arg bound to {@code $1} as jsonb
   * @return the rows, an array of objects by column name
   * @throws org.iasql.core.IasqlException if the statement failed, or the caller is gone
   */
  default JsonNode query(String sql, JsonNode arg) {
    return run(List.of(Statement.query(sql, arg))).get(0);
  }

  /** Runs a query without a parameter. */
  default JsonNode query(String sql) {
    return query(sql, NullNode.getInstance());
  }

  /**
   * Runs a statement that answers no rows.
   *
   * @return how many rows it changed
   * @throws org.iasql.core.IasqlException if the statement failed, or the caller is gone
   */
  default long execute(String sql, JsonNode arg) {
    return run(List.of(Statement.execute(sql, arg))).get(0).longValue();
  }

  /** Runs a statement that answers no rows and takes no parameter. */
  default long execute(String sql) {
    return execute(sql, NullNode.getInstance());
  }

  /**
   * Runs several statements in one go: all are sent at once, which saves their round trips.
   *
   * @return an answer for each, in order: an array of rows, or a number
   * @throws org.iasql.core.IasqlException if one of them failed, or the caller is gone
   */
  List<JsonNode> run(List<Statement> statements);

  /**
   * Sends statements whose answers nobody needs, and does not wait for them: they run while the
   * engine gets the next ones ready. Whether they failed shows in the next {@link #run}.
   */
  void send(List<Statement> statements);

  /**
   * Sends the client a NOTICE, which arrives while the call runs. Safe from any thread; dropped when
   * the caller is gone.
   */
  void notice(String text);

  /** Returns who called. */
  Caller caller();

  /**
   * Returns whether nobody waits any more: the query was cancelled, it failed, or its client is gone.
   * What the call did is to be undone.
   */
  boolean abandoned();

  /**
   * Returns why the call is to end without a success, as an exception to throw: nobody waits any more,
   * or somebody has cancelled it with {@code iasql_cancel}, in which case the caller waits for that
   * error. Empty as long as the call is wanted.
   */
  Optional<IasqlException> ending();
}
