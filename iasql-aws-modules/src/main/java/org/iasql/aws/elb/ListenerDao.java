package org.iasql.aws.elb;

import java.util.List;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code listener}. */
public interface ListenerDao extends ResourceDao<Listener> {
  /** The listeners of a load balancer. */
  default List<Listener> findByLoadBalancer(Ref<LoadBalancer> loadBalancer) {
    return findWhere("load_balancer_id = ?", loadBalancer.row().orElseThrow());
  }
}
