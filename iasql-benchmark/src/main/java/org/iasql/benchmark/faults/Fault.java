package org.iasql.benchmark.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.CallListener;
import org.iasql.local.aws.Hostility;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** Makes one thing happen at one point of a run: at the k-th call of the engine, or after it. */
final class Fault implements CallListener {
  /** What happens. */
  enum Kind {
    /** AWS refuses the call for good. */
    REFUSE,
    /** AWS carries the call out, and its reply is lost. */
    LOSE,
    /** AWS throttles this call and the next ones. */
    THROTTLE,
    /** The engine is killed before the call. */
    CRASH_BEFORE,
    /** The engine is killed after the call took effect. */
    CRASH_AFTER,
    /** The caller cancels its query. */
    CANCEL,
    /** The engine is killed at the k-th message to the database. */
    KILL_AT_COMMIT,
    /** The caller rolls back when the apply is done: there is one such point. */
    ROLLBACK,
    /** A stranger makes a log group of the same name, and the engine's own call is lost. */
    STRANGER
  }

  private static final int THROTTLED_CALLS = 5;

  private final ThreadLocal<Boolean> stranger = ThreadLocal.withInitial(() -> false);

  private final Site site;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicBoolean fired = new AtomicBoolean();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private volatile Life doomed;
  private volatile Runnable meanwhile = () -> {};
  private volatile Kind kind = Kind.ROLLBACK;
  private volatile int at = Integer.MAX_VALUE;

  Fault(Site site) {
    this.site = site;
    this.doomed = site.life();
  }

  /** Arms it for the next run. */
  void arm(Kind what, int k) {
    calls.set(0);
    fired.set(false);
    kind = what;
    at = k;
    site.beHostile(k);
    doomed = site.life();
    if (what == Kind.KILL_AT_COMMIT) {
      doomed.endAfterMessages(k);
    }
  }

  void disarm() {
    at = Integer.MAX_VALUE;
    meanwhile = () -> {};
    doomed.spare();
    site.aws().hostility(Hostility.none());
  }

  /** Says what happens between a cancel and the end of the call that it came in. */
  void meanwhile(Runnable deed) {
    meanwhile = deed;
  }

  /** Takes the engine's changes that AWS has refused since the last time, by operation and error. */
  List<String> takeRefusals() {
    List<String> taken = new ArrayList<>();
    for (String refusal = refusals.poll(); refusal != null; refusal = refusals.poll()) {
      taken.add(refusal);
    }
    return taken;
  }

  /** Whether it has happened. */
  boolean fired() {
    return fired.get() || kind == Kind.ROLLBACK || kind == Kind.KILL_AT_COMMIT && doomed.isOver();
  }

  @Override
  public void before(Call call) {
    Life.check();
    if (!Life.isEngine() || stranger.get()) {
      return;
    }
    if (!call.isRead() && site.isForeign(call.request())) {
      site.counters().add("foreign_touched");
    }
    if (at == Integer.MAX_VALUE) {
      return;
    }
    int number = calls.incrementAndGet();
    if (kind == Kind.THROTTLE && number >= at && number < at + THROTTLED_CALLS) {
      fired.set(true);
      throw AwsError.raise(
          Ec2Exception.builder(), "RequestLimitExceeded", 503, "Request limit exceeded.");
    }
    if (kind == Kind.STRANGER) {
      takeName(call);
    }
    if (number != at) {
      return;
    }
    switch (kind) {
      case REFUSE -> {
        fired.set(true);
        throw AwsError.raise(
            Ec2Exception.builder(), "UnauthorizedOperation", 403, "You are not authorized.");
      }
      case CRASH_BEFORE -> crash();
      case CANCEL -> {
        fired.set(true);
        Runnable deed = meanwhile; // What is cancelled may disarm this at once.
        site.cancel();
        deed.run();
      }
      default -> {
        // The others come after the call, or are no matter of calls.
      }
    }
  }

  private void takeName(Call call) {
    if (call.request() instanceof CreateLogGroupRequest request
        && fired.compareAndSet(false, true)) {
      asStranger(
          () -> site.aws().logs().createLogGroup(r -> r.logGroupName(request.logGroupName())));
      throw SdkClientException.create("no answer", new IOException("Connection reset"));
    }
  }

  @Override
  public void after(Call call) {
    if (!Life.isEngine() || stranger.get() || calls.get() < at || fired.get()) {
      return;
    }
    if (kind == Kind.LOSE && fired.compareAndSet(false, true)) {
      throw SdkClientException.create("no answer", new IOException("Connection reset"));
    }
    if (kind == Kind.CRASH_AFTER && fired.compareAndSet(false, true)) {
      crash();
    }
  }

  @Override
  public void failed(Call call) {
    if (Life.isEngine() && !call.isRead()) {
      refusals.add(call.operation() + " " + call.errorCode().orElse(""));
    }
  }

  /** Lets a stranger act in the middle of an engine's call. */
  void asStranger(Runnable deed) {
    stranger.set(true);
    try {
      deed.run();
    } finally {
      stranger.set(false);
    }
  }

  private void crash() {
    fired.set(true);
    Life.current().ifPresent(Life::end);
    throw new Life.OverError();
  }
}
