package org.iasql.local.aws;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says in one line which error a call of the simulated AWS is answered with. */
public final class AwsAssertions {
  private AwsAssertions() {}

  /** Asserts that a call fails with an error code of AWS, and returns the error. */
  public static AwsServiceException assertFails(String code, ThrowingCallable call) {
    AwsServiceException error = catchThrowableOfType(AwsServiceException.class, call);
    Assertions.assertThat(error).as("the error of the call").isNotNull();
    Assertions.assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    return error;
  }
}
