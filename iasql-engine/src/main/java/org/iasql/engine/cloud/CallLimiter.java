package org.iasql.engine.cloud;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Sends the calls of one account no faster than AWS takes them, so that a large apply waits its turn
 * and is not a storm of refusals and retries. Calls of one class and region go in the order in which
 * they came. Others who use the account are noticed by what AWS throttles.
 */
public final class CallLimiter {
  private final BooleanSupplier limited;
  private final Patience patience;
  private final Map<Key, Turnstile> turnstiles = new ConcurrentHashMap<>();

  private record Key(String region, RateLimit limit) {}

  /** @param limited whether there are rates to keep to; asked before each call */
  CallLimiter(BooleanSupplier limited, Patience patience) {
    this.limited = limited;
    this.patience = patience;
  }

  Pace in(String region) {
    return new Pace() {
      @Override
      public void await(AwsCall call) {
        if (limited.getAsBoolean()) {
          RateLimits.of(call).forEach(limit -> turnstile(region, limit).pass());
        }
      }

      @Override
      public void throttled(AwsCall call) {
        if (limited.getAsBoolean()) {
          RateLimits.of(call).forEach(limit -> turnstile(region, limit).empty());
        }
      }
    };
  }

  private Turnstile turnstile(String region, RateLimit limit) {
    return turnstiles.computeIfAbsent(new Key(region, limit), key -> new Turnstile(limit));
  }

  /** Who is first in the queue waits for the next token, the others for the queue. */
  private final class Turnstile {
    private final ReentrantLock queue = new ReentrantLock(true);
    private final TokenBucket bucket;

    private Turnstile(RateLimit limit) {
      this.bucket = new TokenBucket(limit, limit.burst(), patience.clock().instant());
    }

    private void pass() {
      try {
        queue.lockInterruptibly();
      } catch (InterruptedException e) {
        throw Patience.stopped(e);
      }
      try {
        while (!bucket.take(patience.clock().instant())) {
          patience.sleep(bucket.untilNext(patience.clock().instant()));
        }
      } finally {
        queue.unlock();
      }
    }

    private void empty() {
      bucket.empty(patience.clock().instant());
    }
  }
}
