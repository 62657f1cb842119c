package org.iasql.engine.plan;

import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;

/**
 * A row and the resource that it stands for.
 *
 * @param observed the resource as AWS has it, with cloud references
 * @param actual the same with row references, so that it can be compared
 * @param desired the row, completed with AWS's own choices
 */
public record Match<T extends Resource<T>>(
    ResourceMapper<T> mapper, Row<T> row, Observed<T> observed, T actual, T desired) {

  /** The same with the row's own wish, which leaves to AWS again what it had chosen before. */
  Match<T> withoutDefaults() {
    return new Match<>(mapper, row, observed, actual, row.value());
  }
}
