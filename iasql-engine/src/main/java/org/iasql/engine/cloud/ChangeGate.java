package org.iasql.engine.cloud;

import java.time.Instant;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Lets the calls of one step pass. A change has its intent in the journal before it, and its outcome
 * after it. It is tried again only when AWS has said that it did not happen.
 */
final class ChangeGate implements CallGate {
  private final CallGate reads;
  private final Patience patience;
  private final Pace pace;
  private final CallRecord record;

  ChangeGate(Patience patience, Pace pace, CallRecord record) {
    this.reads = new ReadGate(patience, pace);
    this.patience = patience;
    this.pace = pace;
    this.record = record;
  }

  @Override
  public <R> R pass(AwsCall call, Supplier<R> attempt) {
    if (call.reads()) {
      return reads.pass(call, attempt);
    }
    // The deadline is for AWS; how long the queue before the call is, is no failure of it.
    pace.await(call);
    Instant deadline = patience.clock().instant().plus(patience.deadline());
    for (int failures = 0; ; failures++) {
      long intent = record.intent(call);
      try {
        R answer = attempt.get();
        record.succeeded(intent);
        return answer;
      } catch (SdkException e) {
        CallFailedException failure = new CallFailedException(call, e);
        record.failed(intent, failure);
        boolean again = AwsErrors.throttled(e) || AwsErrors.notYet(e);
        if (!again || patience.clock().instant().isAfter(deadline)) {
          throw failure;
        }
        if (AwsErrors.throttled(e)) {
          pace.throttled(call);
        }
        patience.rest(failures);
        pace.await(call);
      }
    }
  }
}
