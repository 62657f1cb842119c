package org.iasql.engine.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that only pauses move, and that remembers them. */
final class HandClock implements InstantSource {
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  synchronized void pause(Duration duration) {
    pauses.add(duration);
    advance(duration);
  }

  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** The standard patience by this clock. */
  Patience patience() {
    Patience standard = Patience.standard();
    return new Patience(
        standard.deadline(),
        standard.firstPause(),
        standard.longestPause(),
        standard.readAttempts(),
        standard.lag(),
        this,
        this::pause);
  }
}
