package org.iasql.aws.cloudwatchlogs;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code log_group}. */
public interface LogGroupDao extends ResourceDao<LogGroup> {
  /** The log group of this name in the default region. */
  default Optional<LogGroup> findByName(String name) {
    return findWhere("log_group_name = ? AND region = default_aws_region()", name).stream()
        .findFirst();
  }
}
