package org.iasql.engine.request;

import java.util.Optional;

/**
 * A request that this engine has claimed.
 *
 * @param verdict the transaction whose end decides, for a request that writes
 * @param channel where a NOTIFY wakes the caller
 * @param ticket the advisory lock that the caller holds while it waits
 */
record Claim(Request request, Optional<String> verdict, String channel, int ticket) {}
