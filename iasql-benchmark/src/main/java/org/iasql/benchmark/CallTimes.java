package org.iasql.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.CallListener;

/** Notes when each call of a simulated account starts and ends, refused ones included. Thread-safe. */
final class CallTimes implements CallListener {
  private final List<TimedCall> calls = new ArrayList<>();

  @Override
  public void before(Call call) {
    // The call says itself when it was sent.
  }

  @Override
  public void after(Call call) {
    add(call);
  }

  @Override
  public void failed(Call call) {
    add(call);
  }

  private synchronized void add(Call call) {
    calls.add(new TimedCall(call.operation(), call.at(), Instant.now()));
  }

  /** Returns the calls since the last time, and forgets them. */
  synchronized List<TimedCall> take() {
    List<TimedCall> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }
}
