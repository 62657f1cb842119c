package org.iasql.junit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.iasql.engine.cloud.Patience;

/**
 * The clock of a simulated account, which stands still until it is moved. It is safe for use by many
 * threads.
 */
public final class ManualClock implements InstantSource {
  private static final long TURN_NANOS = 1_000_000;

  private final AtomicReference<Instant> now;

  private ManualClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** Creates a clock that shows the given time. */
  public static ManualClock at(Instant start) {
    return new ManualClock(start);
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  /**
   * Moves the clock forward.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "The clock cannot go back by " + duration.negated() + ": give a duration above zero.");
    }
    now.updateAndGet(time -> time.plus(duration));
  }

  /** Returns how an engine waits by this clock: as for a real account, but moving it instead of sleeping. */
  Patience patience(Duration deadline) {
    Patience standard = Patience.standard();
    return new Patience(
        deadline,
        standard.firstPause(),
        standard.longestPause(),
        standard.readAttempts(),
        standard.lag(),
        this,
        this::pause);
  }

  /**
   * Others get a turn, in real time: a wait for what another thread is doing would use up its deadline
   * before that thread ran.
   */
  private void pause(Duration duration) throws InterruptedException {
    advance(duration);
    LockSupport.parkNanos(TURN_NANOS);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public String toString() {
    return "clock at " + now;
  }
}
