package org.iasql.aws.ec2;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code vpc}. */
public interface VpcDao extends ResourceDao<Vpc> {
  /** The default VPC of the default region. */
  default Optional<Vpc> findDefault() {
    return findWhere("is_default AND region = public.default_aws_region()").stream()
        .findFirst();
  }
}
