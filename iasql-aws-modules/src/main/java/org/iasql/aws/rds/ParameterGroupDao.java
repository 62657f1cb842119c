package org.iasql.aws.rds;

import java.util.Optional;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code parameter_group}. */
public interface ParameterGroupDao extends ResourceDao<ParameterGroup> {
  /** The parameter group of this name. */
  default Optional<ParameterGroup> findByName(String name) {
    return find(Ref.row(name));
  }
}
