package org.iasql.aws.ecs;

import java.util.List;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code container_definition}. Every value needs its task definition here. */
public interface ContainerDefinitionDao extends ResourceDao<ContainerDefinition> {
  /** The containers of a task definition. */
  default List<ContainerDefinition> findByTaskDefinition(Ref<TaskDefinition> owner) {
    return owner.row().map(id -> findWhere("task_definition_id = ?", id)).orElse(List.of());
  }
}
