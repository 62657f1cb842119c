package org.iasql.engine.cloud;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.iasql.core.IasqlException;

/**
 * How long the engine waits, and how: the one policy for retries, for resources that are not ready
 * yet and for deletes that AWS refuses for now.
 *
 * @param deadline for one wait, above zero
 * @param firstPause before the first repetition, above zero; each further one is twice as long
 * @param longestPause the pauses grow no longer than this
 * @param readAttempts how often a read is tried, at least once
 * @param lag how long AWS may not show yet what was just made; zero if it shows everything at once
 */
public record Patience(
    Duration deadline,
    Duration firstPause,
    Duration longestPause,
    int readAttempts,
    Duration lag,
    InstantSource clock,
    Pause pause) {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How to let time pass; tests move a clock instead. */
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException if one cannot be waited by; the text names all that cannot
   */
  public Patience {
    List<String> problems = new ArrayList<>();
    if (!isPositive(deadline)) {
      problems.add(
          "The deadline is %s: every wait would be given up before AWS could answer. Give one above zero, such as Duration.ofMinutes(10)."
              .formatted(seconds(deadline)));
    }
    if (!isPositive(firstPause)) {
      problems.add(
          "The first pause is %s: calls would be repeated without a pause, and AWS would throttle them. Give one above zero, such as Duration.ofMillis(200)."
              .formatted(seconds(firstPause)));
    }
    if (longestPause.compareTo(firstPause) < 0) {
      problems.add(
          "The longest pause is %s, which is shorter than the first, %s. Give one at least as long."
              .formatted(seconds(longestPause), seconds(firstPause)));
    }
    if (readAttempts < 1) {
      problems.add("The number of read attempts is %d: nothing would ever be read. Give at least 1."
          .formatted(readAttempts));
    }
    if (lag.isNegative()) {
      problems.add(
          "The lag is %s: AWS cannot show a resource before it is made. Give zero or more, such as Duration.ofSeconds(15)."
              .formatted(seconds(lag)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", problems));
    }
  }

  /** For a real account: ten minutes for a load balancer or a database to come or go. */
  public static Patience standard() {
    return new Patience(
        Duration.ofMinutes(10),
        Duration.ofMillis(200),
        Duration.ofSeconds(10),
        4,
        Duration.ofSeconds(15),
        InstantSource.system(),
        duration -> Thread.sleep(duration.toMillis()));
  }

  /** The same with another deadline. */
  Patience within(Duration limit) {
    return new Patience(limit, firstPause, longestPause, readAttempts, lag, clock, pause);
  }

  /** The same, but a wait ends within a second once there is a reason, which is thrown. */
  Patience unless(Supplier<Optional<IasqlException>> ending) {
    Pause watched = duration -> {
      for (Duration left = duration; isPositive(left); left = left.minus(LOOK)) {
        refuseIfPresent(ending);
        pause.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
      }
      refuseIfPresent(ending);
    };
    return new Patience(deadline, firstPause, longestPause, readAttempts, lag, clock, watched);
  }

  private static void refuseIfPresent(Supplier<Optional<IasqlException>> ending) {
    ending.get().ifPresent(reason -> {
      throw reason;
    });
  }

  /** The same, but reads are tried no more often than this. */
  Patience atMost(int attempts) {
    return new Patience(
        deadline, firstPause, longestPause, Math.min(attempts, readAttempts), lag, clock, pause);
  }

  /** Pauses before repetition {@code attempt}, counted from 0. */
  void rest(int attempt) {
    Duration duration = firstPause.multipliedBy(1L << Math.min(attempt, 16));
    sleep(duration.compareTo(longestPause) < 0 ? duration : longestPause);
  }

  /** Pauses for exactly that long. */
  void sleep(Duration duration) {
    try {
      pause.sleep(duration);
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  /** What ends a wait of a thread that is interrupted. */
  static IllegalStateException stopped(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("The engine was stopped while it waited", e);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}
