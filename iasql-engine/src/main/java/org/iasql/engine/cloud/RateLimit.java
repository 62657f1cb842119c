package org.iasql.engine.cloud;

/**
 * How often AWS lets the calls of one class be made in one region: a bucket of tokens, one for each
 * call, that fills up again.
 *
 * @param name of the class of calls, such as {@code EC2 changes}
 * @param burst how many calls a full bucket is good for
 * @param perSecond how many tokens come back in each second
 */
public record RateLimit(String name, int burst, double perSecond) {}
