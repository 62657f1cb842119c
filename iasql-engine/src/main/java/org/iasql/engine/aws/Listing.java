package org.iasql.engine.aws;

import java.util.function.Function;

/**
 * A read that several resource mappers build on, such as the names of all clusters.
 *
 * @param name tells listings apart in messages
 * @param read asks AWS, in the region of the observation
 */
public record Listing<V>(String name, Function<Observation, V> read) {}
