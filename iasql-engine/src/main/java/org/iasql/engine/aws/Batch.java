package org.iasql.engine.aws;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A read that answers for many keys in one call. Steps that run at the same time share the call.
 *
 * @param name tells batches apart
 * @param maximum how many keys AWS takes in one call
 * @param read finds the values; a key that is missing in the answer is an error of the step that
 *     asked
 */
public record Batch<K, V>(String name, int maximum, BiFunction<Aws, Set<K>, Map<K, V>> read) {}
