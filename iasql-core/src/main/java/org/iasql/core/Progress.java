package org.iasql.core;

import java.time.Instant;

/**
 * A step of a call that is still running, from a NOTICE of the server: for one {@code create
 * load_balancer quickstart-load-balancer: done (0.4 s)}. Notices of triggers and of PostgreSQL itself
 * that the call raises arrive as well.
 *
 * @param text the notice, as psql prints it after {@code NOTICE:}
 * @param at when this client saw it, up to some 20 ms after it arrived
 */
public record Progress(String text, Instant at) {

  /** Returns the text alone. */
  @Override
  public String toString() {
    return text;
  }
}
