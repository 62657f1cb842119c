package org.iasql.engine.cloud;

import java.util.function.Supplier;

/** What every call passes: it decides whether, how often and with which record the call is made. */
interface CallGate {
  /**
   * Makes the call.
   *
   * @throws CallFailedException if AWS answered with an error or did not answer
   */
  <R> R pass(AwsCall call, Supplier<R> attempt);
}
