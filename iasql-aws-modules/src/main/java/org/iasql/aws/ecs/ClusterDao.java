package org.iasql.aws.ecs;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code cluster}. */
public interface ClusterDao extends ResourceDao<Cluster> {
  /** The cluster of this name in the default region. */
  default Optional<Cluster> findByName(String name) {
    return findWhere("cluster_name = ? AND region = default_aws_region()", name).stream()
        .findFirst();
  }
}
