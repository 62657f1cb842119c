package org.iasql.aws.ec2;

import java.util.List;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code subnet}. */
public interface SubnetDao extends ResourceDao<Subnet> {
  /** The subnets of a VPC. */
  default List<Subnet> findByVpc(Ref<Vpc> vpc) {
    return findWhere("vpc_id = ?", vpc.row().orElseThrow());
  }
}
