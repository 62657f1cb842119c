package org.iasql.engine.cloud;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How long the engine waits, and how: the one policy for retries, for resources that are not ready
 * yet and for deletes that AWS refuses for now.
 *
 * @param deadline for one wait
 * @param firstPause before the first repetition; each further one is twice as long
 * @param longestPause the pauses grow no longer than this
 * @param readAttempts how often a read is tried
 */
public record Patience(
    Duration deadline,
    Duration firstPause,
    Duration longestPause,
    int readAttempts,
    InstantSource clock,
    Pause pause) {

  /** How to let time pass; tests move a clock instead. */
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** For a real account: ten minutes for a load balancer or a database to come or go. */
  public static Patience standard() {
    return new Patience(
        Duration.ofMinutes(10),
        Duration.ofMillis(200),
        Duration.ofSeconds(10),
        4,
        InstantSource.system(),
        duration -> Thread.sleep(duration.toMillis()));
  }

  /** The same, but reads are tried no more often than this. */
  Patience atMost(int attempts) {
    return new Patience(
        deadline, firstPause, longestPause, Math.min(attempts, readAttempts), clock, pause);
  }

  /** Pauses before repetition {@code attempt}, counted from 0. */
  void rest(int attempt) {
    Duration duration = firstPause.multipliedBy(1L << Math.min(attempt, 16));
    try {
      pause.sleep(duration.compareTo(longestPause) < 0 ? duration : longestPause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The engine was stopped while it waited", e);
    }
  }
}
