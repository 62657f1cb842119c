package org.iasql.engine.request;

import java.util.Optional;

/**
 * A request that this engine has claimed.
 *
 * @param channel where a NOTIFY wakes the caller
 * @param ticket the advisory lock that the caller holds while it waits
 * @param cancelled who has cancelled it before it was claimed
 */
record Claim(Request request, String channel, int ticket, Optional<String> cancelled) {}
