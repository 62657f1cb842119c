package org.iasql.local.aws;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What happens around each call of an account: latency, listeners, log, hostility and lock. */
final class Calls {
  private final Account account;
  private final CallLog log = new CallLog();
  private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private volatile Duration latency;
  private volatile Hostile hostile;

  Calls(Account account, Duration latency, Hostility hostility) {
    this.account = account;
    this.latency = latency;
    this.hostile = new Hostile(hostility, account, this::count);
  }

  Account account() {
    return account;
  }

  CallLog log() {
    return log;
  }

  void latency(Duration time) {
    latency = time;
  }

  void hostility(Hostility hostility) {
    hostile = new Hostile(hostility, account, this::count);
  }

  Hostility hostility() {
    return hostile.hostility();
  }

  /** How often each fault has happened; those that never did are not in it. */
  Map<Fault, Integer> faults() {
    synchronized (faults) {
      return new EnumMap<>(faults);
    }
  }

  private void count(Fault fault) {
    synchronized (faults) {
      faults.merge(fault, 1, Integer::sum);
    }
  }

  void listener(CallListener listener) {
    listeners.add(listener);
  }

  /** The way to AWS and back. Interrupted, it ends the call as the SDK does. */
  void sleep(Call call) {
    long end = System.nanoTime() + latency.plus(hostile.latency(call)).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw AbortedException.create("Thread was interrupted");
      }
    }
  }

  Object answer(Call call, Supplier<Object> effect) {
    listeners.forEach(listener -> before(listener, call));
    Hostile now = hostile;
    Optional<Fault> fate = now.fate(call);
    Object response;
    try {
      response = effect(call, () -> now.answer(call, fate, effect));
    } catch (AwsServiceException e) {
      Call failed = call.failed(codeOf(e));
      listeners.forEach(listener -> listener.failed(failed));
      throw e;
    }
    listeners.forEach(listener -> listener.after(call));
    now.reply(call, fate);
    return response;
  }

  private void before(CallListener listener, Call call) {
    try {
      listener.before(call);
    } catch (SdkException e) {
      log.add(call.failed(codeOf(e)));
      throw e;
    }
  }

  private Object effect(Call call, Supplier<Object> effect) {
    account.lock().lock();
    try {
      Object response = effect.get();
      log.add(call);
      return response;
    } catch (AwsServiceException e) {
      log.add(call.failed(codeOf(e)));
      throw e;
    } finally {
      account.lock().unlock();
    }
  }

  private static String codeOf(SdkException e) {
    return e instanceof AwsServiceException error && error.awsErrorDetails() != null
        ? error.awsErrorDetails().errorCode()
        : e.getClass().getSimpleName();
  }
}
