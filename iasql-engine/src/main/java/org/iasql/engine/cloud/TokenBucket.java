package org.iasql.engine.cloud;

import java.time.Duration;
import java.time.Instant;

/** The tokens that are left of a {@link RateLimit}. Thread-safe; the caller says what time it is. */
public final class TokenBucket {
  private static final double NANOS = 1e9;

  /** A token, but for what the fractions of a wait have lost by rounding. */
  private static final double ONE = 1 - 1e-6;

  private final RateLimit limit;
  private double tokens;
  private Instant filledAt;

  /** @param tokens how many there are now; no more than the limit's burst */
  public TokenBucket(RateLimit limit, double tokens, Instant now) {
    this.limit = limit;
    this.tokens = Math.min(tokens, limit.burst());
    this.filledAt = now;
  }

  /** Takes a token if there is one. */
  public synchronized boolean take(Instant now) {
    fill(now);
    if (tokens < ONE) {
      return false;
    }
    tokens = Math.max(0, tokens - 1);
    return true;
  }

  /** How long until there is a token, in whole milliseconds; zero if there is one. */
  public synchronized Duration untilNext(Instant now) {
    fill(now);
    return tokens >= ONE
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil((1 - tokens) / limit.perSecond() * 1000));
  }

  /** Takes all tokens: somebody else has used them. */
  public synchronized void empty(Instant now) {
    fill(now);
    tokens = 0;
  }

  /** A clock that is read by many threads may seem to go back. */
  private void fill(Instant now) {
    if (now.isAfter(filledAt)) {
      double seconds = Duration.between(filledAt, now).toNanos() / NANOS;
      tokens = Math.min(limit.burst(), tokens + seconds * limit.perSecond());
      filledAt = now;
    }
  }
}
