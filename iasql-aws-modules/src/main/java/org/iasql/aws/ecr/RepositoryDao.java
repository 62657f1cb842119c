package org.iasql.aws.ecr;

import java.util.Optional;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code repository}. */
public interface RepositoryDao extends ResourceDao<Repository> {
  /** The repository of this name in the default region. */
  default Optional<Repository> findByName(String name) {
    return findWhere("repository_name = ? AND region = default_aws_region()", name).stream()
        .findFirst();
  }
}
