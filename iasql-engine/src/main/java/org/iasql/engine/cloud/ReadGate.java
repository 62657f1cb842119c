package org.iasql.engine.cloud;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Lets reads pass, and repeats those that may succeed a moment later; refuses everything else. */
final class ReadGate implements CallGate {
  private final Patience patience;
  private final Pace pace;

  ReadGate(Patience patience, Pace pace) {
    this.patience = patience;
    this.pace = pace;
  }

  @Override
  public <R> R pass(AwsCall call, Supplier<R> attempt) {
    if (!call.reads()) {
      throw new IllegalStateException(call + " changes the account, and this is only a look at it");
    }
    for (int failures = 0; ; failures++) {
      pace.await(call);
      try {
        return attempt.get();
      } catch (SdkException e) {
        if (AwsErrors.throttled(e)) {
          pace.throttled(call);
        }
        if (!AwsErrors.passing(e) || failures + 1 >= patience.readAttempts()) {
          throw new CallFailedException(call, e);
        }
        patience.rest(failures);
      }
    }
  }
}
