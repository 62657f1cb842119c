package org.iasql.aws.ecr;

import java.util.Optional;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;

/** The rows of {@code repository_policy}. */
public interface RepositoryPolicyDao extends ResourceDao<RepositoryPolicy> {
  /** The policy of a repository. */
  default Optional<RepositoryPolicy> findByRepository(Ref<Repository> repository) {
    return repository
        .row()
        .flatMap(id -> findWhere("repository_id = ?", id).stream().findFirst());
  }
}
