package org.iasql.local.aws;

/**
 * Sees each call of the simulated AWS. What it throws answers the call in AWS's stead, so that a
 * test can inject errors; an {@code SdkException} is what the SDK would throw. Listeners run on the
 * caller's thread, several at a time. Those that a {@code java.util.ServiceLoader} finds join every
 * account.
 */
@FunctionalInterface
public interface CallListener {
  /** Called before the call has an effect. */
  void before(Call call);

  /** Called after a call took effect: throwing here is a reply that got lost. */
  default void after(Call call) {}

  /** Called after the account refused a call; the call has the error's code. */
  default void failed(Call call) {}
}
