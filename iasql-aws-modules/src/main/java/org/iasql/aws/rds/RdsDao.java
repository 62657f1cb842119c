package org.iasql.aws.rds;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code rds}, with their security groups. */
public interface RdsDao extends ResourceDao<Rds> {
  /** The instance of this name in the default region. */
  default Optional<Rds> findByIdentifier(String identifier) {
    return findWhere("db_instance_identifier = ? AND region = default_aws_region()", identifier)
        .stream()
        .findFirst();
  }
}
