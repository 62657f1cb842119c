package org.iasql.engine.cloud;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call that failed for good. */
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AwsCall call;
  private final SdkException failure;

  CallFailedException(AwsCall call, SdkException failure) {
    super(text(call, failure), failure);
    this.call = call;
    this.failure = failure;
  }

  /** What was called. */
  public AwsCall call() {
    return call;
  }

  /** The SDK's exception. */
  public SdkException failure() {
    return failure;
  }

  /** Whether AWS says that what was asked for does not exist. */
  public boolean missing() {
    return AwsErrors.missing(failure);
  }

  /** Whether AWS says that the credentials may not call this. */
  public boolean denied() {
    return AwsErrors.denied(failure);
  }

  /** Whether nobody knows if AWS has carried the call out. */
  public boolean unknown() {
    return AwsErrors.unknown(failure);
  }

  /** Whether AWS may accept the same call later: it throttles, is out of reach, or waits itself. */
  public boolean passing() {
    return AwsErrors.passing(failure) || AwsErrors.notYet(failure);
  }

  private static String text(AwsCall call, SdkException failure) {
    if (failure instanceof AwsServiceException answer) {
      if (AwsErrors.code(failure).isEmpty()) {
        return "%s was answered with HTTP status %d and no error code of AWS's."
            .formatted(call, answer.statusCode());
      }
      return "%s answered %s (request %s): %s"
          .formatted(
              call,
              answer.awsErrorDetails().errorCode(),
              answer.requestId(),
              sentence(String.valueOf(answer.awsErrorDetails().errorMessage())));
    }
    String outcome = AwsErrors.unanswered(failure) ? "got no answer" : "failed before AWS answered";
    return "%s %s: %s".formatted(call, outcome, sentence(AwsErrors.rootMessage(failure)));
  }

  private static String sentence(String text) {
    String stripped = text.strip();
    return stripped.matches("(?s).*[.!?]") ? stripped : stripped + ".";
  }
}
