package org.iasql.local.aws;

import java.time.Duration;

/**
 * What a simulated account does to its callers, as AWS does now and then. What happens to a call
 * follows from the seed and from how many calls of the same operation there were before it, so that
 * calls which run at the same time do not change each other's fate.
 *
 * @param seed decides all that is left to chance
 * @param throttling whether calls beyond AWS's rates are refused; other users of the account have
 *     left each bucket at a level of its own when it starts
 * @param latency calls take up to this much longer, in real time
 * @param lag after a change, reads that were answered before may be answered the same for up to
 *     this long, by the account's clock
 * @param refusals how probably a call is answered with a 500, half of them after its effect
 * @param lostReplies how probably the connection breaks after the call's effect
 * @param provisioning load balancers, services and database instances take up to this much longer
 *     to become active, by the account's clock
 * @param draining deleted services and network interfaces stay up to this much longer, by the
 *     account's clock
 */
public record Hostility(
    long seed,
    boolean throttling,
    Duration latency,
    Duration lag,
    double refusals,
    double lostReplies,
    Duration provisioning,
    Duration draining) {
  private static final Hostility NONE =
      new Hostility(0, false, Duration.ZERO, Duration.ZERO, 0, 0, Duration.ZERO, Duration.ZERO);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a duration is negative, or a probability not from 0 to 1
   */
  public Hostility {
    check("latency", latency);
    check("lag", lag);
    check("refusals", refusals);
    check("lostReplies", lostReplies);
    check("provisioning", provisioning);
    check("draining", draining);
    if (refusals + lostReplies > 1) {
      throw new IllegalArgumentException(
          "'refusals' and 'lostReplies' are more than 1 together, and a call fails only once."
              + " Give less of one.");
    }
  }

  /** An account that does what it is told, at once. */
  public static Hostility none() {
    return NONE;
  }

  /**
   * A bad day: throttling, lists that lag for up to 5 s, one call in fifty refused and one lost, up
   * to 3 minutes of provisioning and 5 of draining. It is meant for a clock that is moved by hand.
   */
  public static Hostility of(long seed) {
    return new Hostility(
        seed,
        true,
        Duration.ofMillis(1),
        Duration.ofSeconds(5),
        0.02,
        0.02,
        Duration.ofMinutes(3),
        Duration.ofMinutes(5));
  }

  /** The same, by another seed. */
  public Hostility withSeed(long value) {
    return new Hostility(
        value, throttling, latency, lag, refusals, lostReplies, provisioning, draining);
  }

  /** The same, with or without AWS's rates. */
  public Hostility withThrottling(boolean value) {
    return new Hostility(seed, value, latency, lag, refusals, lostReplies, provisioning, draining);
  }

  /** The same, with calls that take up to this much longer. */
  public Hostility withLatency(Duration value) {
    return new Hostility(
        seed, throttling, value, lag, refusals, lostReplies, provisioning, draining);
  }

  /** The same, with lists that lag for up to this long. */
  public Hostility withLag(Duration value) {
    return new Hostility(
        seed, throttling, latency, value, refusals, lostReplies, provisioning, draining);
  }

  /** The same, with this probability of a 500. */
  public Hostility withRefusals(double value) {
    return new Hostility(
        seed, throttling, latency, lag, value, lostReplies, provisioning, draining);
  }

  /** The same, with this probability of a broken connection. */
  public Hostility withLostReplies(double value) {
    return new Hostility(seed, throttling, latency, lag, refusals, value, provisioning, draining);
  }

  /** The same, with up to this much more provisioning. */
  public Hostility withProvisioning(Duration value) {
    return new Hostility(seed, throttling, latency, lag, refusals, lostReplies, value, draining);
  }

  /** The same, with up to this much more draining. */
  public Hostility withDraining(Duration value) {
    return new Hostility(
        seed, throttling, latency, lag, refusals, lostReplies, provisioning, value);
  }

  private static void check(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(
          "'" + name + "' is " + value + ", and time does not run backwards. Give zero or more.");
    }
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "'" + name + "' is " + value + ", which is no probability. Give one from 0 to 1.");
    }
  }
}
