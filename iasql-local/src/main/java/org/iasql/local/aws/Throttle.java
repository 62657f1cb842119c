package org.iasql.local.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iasql.engine.cloud.AwsCall;
import org.iasql.engine.cloud.RateLimit;
import org.iasql.engine.cloud.RateLimits;
import org.iasql.engine.cloud.TokenBucket;

/**
 * AWS's token buckets of one account. AWS publishes no rates for some services, and throttles them
 * all the same; those have the rates of EC2's usual calls here. Used under the account's lock.
 */
final class Throttle {
  private static final int READS = 100;
  private static final double READS_PER_SECOND = 20;
  private static final int CHANGES = 50;
  private static final double CHANGES_PER_SECOND = 5;

  private final Chances chances;
  private final Map<Key, TokenBucket> buckets = new HashMap<>();

  private record Key(String region, RateLimit limit) {}

  Throttle(Chances chances) {
    this.chances = chances;
  }

  /** Takes a token from each bucket that the call needs one of, or from none. */
  boolean admits(Call call, Instant now) {
    List<TokenBucket> needed =
        limits(call).stream().map(limit -> bucket(call, limit, now)).toList();
    if (!needed.stream().allMatch(bucket -> bucket.untilNext(now).isZero())) {
      return false;
    }
    needed.forEach(bucket -> bucket.take(now));
    return true;
  }

  private TokenBucket bucket(Call call, RateLimit limit, Instant now) {
    return buckets.computeIfAbsent(
        new Key(call.region(), limit),
        key -> new TokenBucket(
            limit,
            limit.burst() * chances.next("level of " + limit.name() + " in " + key.region()),
            now));
  }

  private static List<RateLimit> limits(Call call) {
    String service = Refusals.service(call);
    List<RateLimit> published =
        RateLimits.of(new AwsCall(service, call.operation(), call.request()));
    if (!published.isEmpty()) {
      return published;
    }
    return List.of(
        call.isRead()
            ? new RateLimit(service + " reads", READS, READS_PER_SECOND)
            : new RateLimit(service + " changes", CHANGES, CHANGES_PER_SECOND));
  }
}
