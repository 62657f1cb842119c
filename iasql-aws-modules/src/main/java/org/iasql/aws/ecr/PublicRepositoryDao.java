package org.iasql.aws.ecr;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code public_repository}. */
public interface PublicRepositoryDao extends ResourceDao<PublicRepository> {
  /** The public repository of this name. */
  default Optional<PublicRepository> findByName(String name) {
    return findWhere("repository_name = ?", name).stream().findFirst();
  }
}
