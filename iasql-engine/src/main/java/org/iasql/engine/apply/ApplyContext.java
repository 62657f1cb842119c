package org.iasql.engine.apply;

import java.util.UUID;
import java.util.function.Consumer;
import org.iasql.engine.cloud.Account;

/** What all steps of one apply share. */
record ApplyContext(
    UUID opid,
    Account account,
    String accountId,
    String defaultRegion,
    Journal journal,
    LiveState state,
    Batcher batcher,
    Consumer<String> progress) {}
