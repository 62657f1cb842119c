package org.iasql.engine.request;

/**
 * A request that this engine has claimed.
 *
 * @param channel where a NOTIFY wakes the caller
 * @param ticket the advisory lock that the caller holds while it waits
 */
record Claim(Request request, String channel, int ticket) {}
