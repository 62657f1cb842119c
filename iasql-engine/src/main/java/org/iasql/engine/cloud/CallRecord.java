package org.iasql.engine.cloud;

/** Where the changing calls of one step are written down, each write committed when it returns. */
public interface CallRecord {
  /**
   * Records that a call is about to be made.
   *
   * @return what names the intent for its outcome
   * @throws org.iasql.core.IasqlException if another engine has taken the operation over; the call must
   *     not be made
   */
  long intent(AwsCall call);

  /** Records that AWS has done it. */
  void succeeded(long intent);

  /** Records that AWS refused, or that nobody knows. */
  void failed(long intent, CallFailedException failure);
}
