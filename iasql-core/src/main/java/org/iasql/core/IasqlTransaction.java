package org.iasql.core;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * One database transaction around rows, previews and applies. It commits when the lambda that it was
 * given to returns, and is rolled back when that throws or has called {@link #rollback}; what an apply
 * in it did in AWS is then undone. It serves one thread, and ends with the lambda.
 */
public final class IasqlTransaction extends FunctionCalls {
  private final Handle handle;
  private boolean rollbackOnly;
  private boolean ended;

  IasqlTransaction(Handle handle, List<Consumer<Progress>> listeners) {
    super(listeners);
    this.handle = handle;
  }

  /**
   * Returns a DAO that works in this transaction.
   *
   * @param daoType a JDBI SQL object interface
   */
  public <D> D dao(Class<D> daoType) {
    return handle().attach(daoType);
  }

  /** Returns JDBI's handle of this transaction, for everything that JDBI can do. */
  public Handle handle() {
    if (ended) {
      throw new IllegalStateException(
          "This transaction has ended. Use it only inside the lambda that"
              + " it was given to, or open another one: iasql.useTransaction(tx -> ...).");
    }
    if (rollbackOnly) {
      throw new IllegalStateException(
          "This transaction is being rolled back, because rollback() was"
              + " called on it. Make rollback() the last call, or return after it.");
    }
    return handle;
  }

  /**
   * Has the transaction rolled back when the lambda returns, without an exception. Later calls on it
   * are refused, because nothing that they do would last.
   */
  public void rollback() {
    handle();
    rollbackOnly = true;
  }

  boolean isRollbackOnly() {
    return rollbackOnly;
  }

  void end() {
    ended = true;
  }

  @Override
  <R> R onHandle(Function<Handle, R> call) {
    return call.apply(handle());
  }
}
