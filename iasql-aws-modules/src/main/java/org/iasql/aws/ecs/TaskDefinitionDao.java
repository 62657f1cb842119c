package org.iasql.aws.ecs;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code task_definition}, with their containers. */
public interface TaskDefinitionDao extends ResourceDao<TaskDefinition> {
  /** The task definition of this family in the default region. */
  default Optional<TaskDefinition> findByFamily(String family) {
    return findWhere("family = ? AND region = default_aws_region()", family).stream()
        .findFirst();
  }
}
