package org.iasql.local.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A {@link Hostility} at work on one account. */
final class Hostile {
  private final Hostility hostility;
  private final Account account;
  private final Consumer<Fault> faults;
  private final Chances chances;
  private final Throttle throttle;
  private final LaggingReads reads = new LaggingReads();

  Hostile(Hostility hostility, Account account, Consumer<Fault> faults) {
    this.hostility = hostility;
    this.account = account;
    this.faults = faults;
    this.chances = new Chances(hostility.seed());
    this.throttle = new Throttle(chances);
    account.hostileTimes(
        chances.upTo(hostility.provisioning(), "provisioning"),
        chances.upTo(hostility.draining(), "draining"));
  }

  Hostility hostility() {
    return hostility;
  }

  /** How much longer the call takes. */
  Duration latency(Call call) {
    return chances.upTo(hostility.latency(), "latency of " + name(call));
  }

  /** What is to go wrong with the call, if it is not throttled. */
  Optional<Fault> fate(Call call) {
    double refusals = hostility.refusals();
    if (refusals + hostility.lostReplies() == 0) {
      return Optional.empty();
    }
    double drawn = chances.next("fate of " + name(call));
    if (drawn < refusals / 2) {
      return Optional.of(Fault.REFUSED);
    }
    if (drawn < refusals) {
      return Optional.of(Fault.REFUSED_AFTER_EFFECT);
    }
    return drawn < refusals + hostility.lostReplies()
        ? Optional.of(Fault.REPLY_LOST)
        : Optional.empty();
  }

  /** Answers under the account's lock: refuses, repeats an old answer, or lets the effect happen. */
  Object answer(Call call, Optional<Fault> fate, Supplier<Object> effect) {
    if (hostility.throttling() && !throttle.admits(call, account.now())) {
      faults.accept(Fault.THROTTLED);
      throw Refusals.throttled(call);
    }
    if (fate.equals(Optional.of(Fault.REFUSED))) {
      faults.accept(Fault.REFUSED);
      throw Refusals.internalFailure(call);
    }
    if (hostility.lag().isZero()) {
      return effect.get();
    }
    if (call.isRead()) {
      return read(call, effect);
    }
    Object response = effect.get();
    Duration lag = chances.upTo(hostility.lag(), "lag after " + name(call));
    reads.changed(call, account.now(), lag);
    return response;
  }

  /** Throws what the caller gets in place of the reply, once the call has had its effect. */
  void reply(Call call, Optional<Fault> fate) {
    if (fate.equals(Optional.of(Fault.REFUSED_AFTER_EFFECT))) {
      faults.accept(Fault.REFUSED_AFTER_EFFECT);
      throw Refusals.internalFailure(call);
    }
    if (fate.equals(Optional.of(Fault.REPLY_LOST))) {
      faults.accept(Fault.REPLY_LOST);
      throw Refusals.replyLost();
    }
  }

  private Object read(Call call, Supplier<Object> effect) {
    if (reads.isOutdated(call, account.now())) {
      faults.accept(Fault.OUTDATED);
      return reads.again(call);
    }
    return reads.read(call, effect);
  }

  private static String name(Call call) {
    return call.service() + " " + call.operation() + " in " + call.region();
  }
}
