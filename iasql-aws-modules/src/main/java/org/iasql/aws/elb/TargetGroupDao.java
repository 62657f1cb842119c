package org.iasql.aws.elb;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code target_group}. */
public interface TargetGroupDao extends ResourceDao<TargetGroup> {
  /** The target group of this name in the default region. */
  default Optional<TargetGroup> findByName(String name) {
    return findWhere("target_group_name = ? AND region = public.default_aws_region()", name)
        .stream()
        .findFirst();
  }
}
