package org.iasql.engine.aws;

import java.util.function.BiPredicate;
import org.iasql.core.resource.Resource;

/**
 * An order that no foreign key says: {@code from} is created or updated after {@code on}, and deleted
 * before it.
 *
 * @param when whether two resources are bound so
 * @param reason AWS's reason, a full sentence
 */
public record Edge<A extends Resource<A>, B extends Resource<B>>(
    Class<A> from, Class<B> on, BiPredicate<A, B> when, String reason) {}
