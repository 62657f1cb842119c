package org.iasql.aws.ec2;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code security_group}. */
public interface SecurityGroupDao extends ResourceDao<SecurityGroup> {
  /** The group of this name, whatever its case, in the default VPC of the default region. */
  default Optional<SecurityGroup> findByName(String name) {
    return findWhere(
            "lower(group_name) = lower(?) AND vpc_id IN (SELECT v.id FROM public.vpc v"
                + " WHERE v.is_default AND v.region = public.default_aws_region())",
            name)
        .stream()
        .findFirst();
  }
}
