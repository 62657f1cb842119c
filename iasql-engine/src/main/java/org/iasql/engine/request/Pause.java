package org.iasql.engine.request;

import org.iasql.core.IasqlException;

/** A pause that grows from 5 ms to half a second, and ends early when somebody has news. */
final class Pause {
  private static final long FIRST_MILLIS = 5;
  private static final long NOTICEABLE_MILLIS = 50;
  private static final long LONGEST_MILLIS = 500;

  private long millis = FIRST_MILLIS;
  private boolean cutShort;

  /** Whether it has been taken for about a quarter of a second: long enough to tell a person. */
  synchronized boolean isNoticeable() {
    return millis >= NOTICEABLE_MILLIS;
  }

  /** Ends the pause, or the next one if there is none. */
  synchronized void cutShort() {
    cutShort = true;
    notifyAll();
  }

  synchronized void take() {
    try {
      if (!cutShort) {
        wait(millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IasqlException("The engine is shutting down.", e);
    }
    cutShort = false;
    millis = Math.min(LONGEST_MILLIS, millis + Math.max(1, millis / 4));
  }
}
