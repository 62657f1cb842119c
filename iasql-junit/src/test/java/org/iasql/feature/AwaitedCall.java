package org.iasql.feature;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.CallListener;

/** Waits for what the engine does in the background: the end of a call. */
final class AwaitedCall implements CallListener {
  private final String operation;
  private final CountDownLatch ended = new CountDownLatch(1);

  AwaitedCall(String operation) {
    this.operation = operation;
  }

  @Override
  public void before(Call call) {}

  @Override
  public void after(Call call) {
    if (call.operation().equals(operation)) {
      ended.countDown();
    }
  }

  /** Waits at most a minute; returns whether the call came. */
  boolean await() {
    try {
      return ended.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
