package org.iasql.engine.request;

import com.fasterxml.jackson.databind.JsonNode;

/** Gives the calls their meaning. Its methods run on threads of the {@link RequestLoop}. */
public interface RequestHandler {
  /**
   * Answers a call.
   *
   * @return the function's rows, an array of objects by column name; empty for a function without a
   *     result
   * @throws org.iasql.core.IasqlException to raise its text and SQLSTATE in the caller's session; any
   *     other exception is logged, and reaches the caller as one sentence
   */
  JsonNode answer(Request request, CallerSession session);

  /**
   * Told how the caller's transaction ended, once for each writing request that was answered, also when
   * the answer was an error or the caller left. Another writer waits until this has returned.
   *
   * <p>After a crash of an engine, the next one is told of the calls that it had not settled; it may so
   * be told twice of one.
   */
  void ended(Request request, Outcome outcome);

  /**
   * Settles what engines that are gone have left unsettled, also those of which no request is known any
   * more. Called under the writers' lock, before a writing call is answered.
   */
  default void settle() {}

  /** Whether there is something to {@link #settle}; asked every few seconds. */
  default boolean hasUnsettled() {
    return false;
  }
}
