package org.iasql.local.aws;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws from one seed, with a sequence of its own for each name: what one sequence gives does not
 * depend on how often others were asked. Thread-safe.
 */
final class Chances {
  private final long seed;
  private final Map<String, SplittableRandom> sequences = new HashMap<>();

  Chances(long seed) {
    this.seed = seed;
  }

  /** Draws a number from 0 to 1, without 1. */
  synchronized double next(String name) {
    return sequences
        .computeIfAbsent(name, key -> new SplittableRandom(seed * 0x5DEECE66DL + key.hashCode()))
        .nextDouble();
  }

  /** Draws a duration up to a maximum, in milliseconds, or nanoseconds for less than a second. */
  Duration upTo(Duration maximum, String name) {
    if (maximum.isZero()) {
      return maximum;
    }
    double drawn = next(name);
    return maximum.compareTo(Duration.ofSeconds(1)) < 0
        ? Duration.ofNanos((long) (drawn * maximum.toNanos()))
        : Duration.ofMillis((long) (drawn * maximum.toMillis()));
  }
}
