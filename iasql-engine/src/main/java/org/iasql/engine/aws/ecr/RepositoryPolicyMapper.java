package org.iasql.engine.aws.ecr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecr.RepositoryPolicy;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;

/**
 * Maps {@code repository_policy} to the policies of ECR's private repositories. AWS knows a policy
 * by its repository alone, so its identity is made up: the repository's ARN and {@code /policy}.
 */
final class RepositoryPolicyMapper implements ResourceMapper<RepositoryPolicy> {
  private static final String SUFFIX = "/policy";
  private static final String REPOSITORY = ":repository/";

  @Override
  public ResourceType<RepositoryPolicy> type() {
    return ResourceType.of(RepositoryPolicy.class);
  }

  @Override
  public List<Observed<RepositoryPolicy>> list(Observation aws) {
    return aws.parallel(aws.all(Repository.class), repository -> policyOf(repository, aws)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public Observed<RepositoryPolicy> create(RepositoryPolicy desired, Step aws) {
    return set(aws.resolve(Repository.class, desired.repositoryId()), desired, aws);
  }

  @Override
  public Observed<RepositoryPolicy> update(
      Observed<RepositoryPolicy> actual, RepositoryPolicy desired, Step aws) {
    return set(aws.resolve(Repository.class, desired.repositoryId()), desired, aws);
  }

  @Override
  public void delete(Observed<RepositoryPolicy> actual, Step aws) {
    String name = repositoryName(repositoryArn(actual.identity()));
    aws.ecr().deleteRepositoryPolicy(r -> r.repositoryName(name));
  }

  @Override
  public Optional<Observed<RepositoryPolicy>> read(Observed<RepositoryPolicy> known, Aws aws) {
    return ofRepository(repositoryArn(known.identity()), aws).filter(known::isSameAs);
  }

  /** A policy has no tags; one that equals the wish is as good as made. */
  @Override
  public Optional<Observed<RepositoryPolicy>> made(
      RepositoryPolicy wish, Map<String, String> tags, Aws aws) {
    return ofRepository(wish.repositoryId().cloud().orElseThrow(), aws)
        .filter(policy -> policy.value().policyText().equals(wish.policyText()));
  }

  /** The repository is read too, for its incarnation. */
  private static Optional<Observed<RepositoryPolicy>> ofRepository(String arn, Aws aws) {
    return RepositoryMapper.named(repositoryName(arn), aws)
        .flatMap(repository -> policyOf(repository, aws));
  }

  private static String repositoryArn(String identity) {
    return identity.substring(0, identity.length() - SUFFIX.length());
  }

  private static String repositoryName(String arn) {
    return arn.substring(arn.indexOf(REPOSITORY) + REPOSITORY.length());
  }

  private static Optional<Observed<RepositoryPolicy>> policyOf(
      Observed<Repository> repository, Aws aws) {
    String name = repository.value().repositoryName();
    return aws.unlessMissing(() -> aws.ecr().getRepositoryPolicy(r -> r.repositoryName(name)))
        .map(policy -> observed(repository, policy.registryId(), policy.policyText(), aws));
  }

  private static Observed<RepositoryPolicy> set(
      Observed<Repository> repository, RepositoryPolicy desired, Step aws) {
    var policy = aws.ecr()
        .setRepositoryPolicy(r -> r.repositoryName(repository.value().repositoryName())
            .policyText(desired.policyText().toString()));
    return observed(repository, policy.registryId(), policy.policyText(), aws);
  }

  private static Observed<RepositoryPolicy> observed(
      Observed<Repository> repository, String registryId, String text, Aws aws) {
    RepositoryPolicy value = RepositoryPolicy.builder()
        .region(aws.region())
        .repositoryId(Ref.cloud(repository.identity()))
        .registryId(registryId)
        .policyText(text)
        .build();
    return Observed.of(repository.identity() + SUFFIX, repository.incarnation(), value);
  }
}
