package org.iasql.aws.iam;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code role}. */
public interface RoleDao extends ResourceDao<Role> {
  /** The role of this name; as in IAM, the case of letters does not count. */
  default Optional<Role> findByName(String name) {
    return findWhere("lower(role_name) = lower(?)", name).stream().findFirst();
  }
}
