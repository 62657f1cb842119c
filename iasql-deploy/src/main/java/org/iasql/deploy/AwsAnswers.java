package org.iasql.deploy;

import java.util.function.Supplier;
import org.iasql.core.CloudException;
import org.iasql.engine.cloud.CallFailedException;

/** Turns what AWS answers instead of an answer into a sentence. */
final class AwsAnswers {
  private AwsAnswers() {}

  static <R> R explained(String what, Supplier<R> read) {
    try {
      return read.get();
    } catch (CallFailedException e) {
      throw new CloudException(
          "It was not possible to %s: %s %s"
              .formatted(
                  what,
                  e.getMessage(),
                  e.passing()
                      ? "Nothing was changed. Try again later."
                      : "Nothing was changed. Check the AWS credentials, the region, and that the credentials' policy allows %s."
                          .formatted(e.call())),
          e);
    }
  }
}
