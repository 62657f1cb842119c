package org.iasql.engine.apply;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.iasql.engine.cloud.Account;

/**
 * What all steps of one operation share, be they done or undone.
 *
 * @param progress hears of each step; called from several threads
 * @param abandoned whether nobody waits for the operation any more
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
    BooleanSupplier abandoned) {}
