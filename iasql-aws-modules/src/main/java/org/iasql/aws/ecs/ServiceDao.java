package org.iasql.aws.ecs;

import java.util.Optional;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code service}, with their security groups. */
public interface ServiceDao extends ResourceDao<Service> {
  /** The service of this name in a cluster. */
  default Optional<Service> findByName(Ref<Cluster> cluster, String name) {
    return cluster
        .row()
        .flatMap(
            id -> findWhere("cluster_id = ? AND name = ?", id, name).stream().findFirst());
  }
}
