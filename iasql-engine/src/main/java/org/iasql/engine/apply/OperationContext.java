package org.iasql.engine.apply;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.iasql.core.IasqlException;
import org.iasql.engine.cloud.Account;

/**
 * What all steps of one operation share, be they done or undone.
 *
 * @param progress hears of each step; called from several threads
 * @param ending why nothing more is to be done for it; empty as long as it is wanted
 */
record OperationContext(
    UUID opid,
    Account account,
    String accountId,
    String defaultRegion,
    Journal journal,
    LiveState state,
    Batcher batcher,
    Consumer<String> progress,
    Supplier<Optional<IasqlException>> ending) {
  /** Throws if nothing more is to be done: nobody waits, or somebody cancelled. */
  void refuseIfEnding() {
    ending.get().ifPresent(reason -> {
      throw reason;
    });
  }
}
