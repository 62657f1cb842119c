package org.iasql.aws.elb;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code load_balancer}, with their security groups. */
public interface LoadBalancerDao extends ResourceDao<LoadBalancer> {
  /** The load balancer of this name in the default region. */
  default Optional<LoadBalancer> findByName(String name) {
    return findWhere("load_balancer_name = ? AND region = public.default_aws_region()", name)
        .stream()
        .findFirst();
  }
}
