package org.iasql.engine.aws.ecr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.aws.ecr.ImageTagMutability;
import org.iasql.aws.ecr.Repository;
import org.iasql.core.CloudException;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import org.iasql.engine.aws.Tags;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.Tag;

/** Maps {@code repository} to ECR's private registry. */
final class RepositoryMapper implements ResourceMapper<Repository> {
  @Override
  public ResourceType<Repository> type() {
    return ResourceType.of(Repository.class);
  }

  @Override
  public List<Observed<Repository>> list(Observation aws) {
    return aws.ecr().describeRepositoriesPaginator(r -> r.maxResults(1000)).repositories().stream()
        .filter(repository -> holds(repository, aws))
        .map(repository -> observed(repository, aws.region()))
        .toList();
  }

  @Override
  public Observed<Repository> create(Repository desired, Step aws) {
    List<Tag> tags = aws.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
    var created = aws.ecr()
        .createRepository(r -> r.repositoryName(desired.repositoryName())
            .imageTagMutability(desired.imageTagMutability().label())
            .imageScanningConfiguration(s -> s.scanOnPush(desired.scanOnPush()))
            .tags(tags))
        .repository();
    return observed(created, aws.region());
  }

  @Override
  public Observed<Repository> update(Observed<Repository> actual, Repository desired, Step aws) {
    Repository there = actual.value();
    String name = there.repositoryName();
    if (there.imageTagMutability() != desired.imageTagMutability()) {
      String mutability = desired.imageTagMutability().label();
      aws.ecr().putImageTagMutability(r -> r.repositoryName(name).imageTagMutability(mutability));
    }
    if (there.scanOnPush() != desired.scanOnPush()) {
      aws.ecr()
          .putImageScanningConfiguration(r -> r.repositoryName(name)
              .imageScanningConfiguration(s -> s.scanOnPush(desired.scanOnPush())));
    }
    if (desired.deleteImages()) {
      deleteImages(name, aws);
    }
    Repository value = there
        .withImageTagMutability(desired.imageTagMutability())
        .withScanOnPush(desired.scanOnPush());
    return Observed.of(actual.identity(), actual.incarnation(), value);
  }

  @Override
  public void delete(Observed<Repository> actual, Step aws) {
    aws.ecr().deleteRepository(r -> r.repositoryName(actual.value().repositoryName()));
  }

  @Override
  public Optional<Observed<Repository>> read(Observed<Repository> known, Aws aws) {
    return named(known.value().repositoryName(), aws).filter(known::isSameAs);
  }

  @Override
  public Optional<Observed<Repository>> made(Repository wish, Map<String, String> tags, Aws aws) {
    return named(wish.repositoryName(), aws)
        .filter(repository -> Tags.carried(
            tags, tagsOf(repository.identity(), aws), tag -> tag.key(), tag -> tag.value()));
  }

  /**
   * The repository of a name.
   *
   * @throws CloudException if the table cannot hold it
   */
  static Optional<Observed<Repository>> named(String name, Aws aws) {
    return aws.unlessMissing(() -> aws.ecr().describeRepositories(r -> r.repositoryNames(name)))
        .flatMap(answer -> answer.repositories().stream().findFirst())
        .map(repository -> {
          if (!holds(repository)) {
            throw new CloudException(
                "The tags of repository '%s' were made immutable with exclusions, for which there is no column."
                    .formatted(name));
          }
          return observed(repository, aws.region());
        });
  }

  private static List<Tag> tagsOf(String arn, Aws aws) {
    return aws.unlessMissing(() -> aws.ecr().listTagsForResource(r -> r.resourceArn(arn)))
        .map(ListTagsForResourceResponse::tags)
        .orElse(List.of());
  }

  @Override
  public Optional<String> obstacleToDelete(Observed<Repository> actual, Observation aws) {
    String name = actual.value().repositoryName();
    return HeldImages.obstacle(type(), name, digests(name, aws).size());
  }

  private static List<String> digests(String name, Aws aws) {
    return aws
        .ecr()
        .listImagesPaginator(r -> r.repositoryName(name).maxResults(1000))
        .imageIds()
        .stream()
        .map(ImageIdentifier::imageDigest)
        .distinct()
        .toList();
  }

  private static void deleteImages(String name, Step aws) {
    HeldImages.delete(
        () -> digests(name, aws),
        digests -> aws
            .ecr()
            .batchDeleteImage(r -> r.repositoryName(name)
                .imageIds(digests.stream()
                    .map(digest -> ImageIdentifier.builder().imageDigest(digest).build())
                    .toList()))
            .failures()
            .stream()
            .map(failure -> failure.imageId().imageDigest() + ": " + failure.failureReason())
            .toList());
  }

  private static boolean holds(
      software.amazon.awssdk.services.ecr.model.Repository repository, Observation aws) {
    boolean known = holds(repository);
    if (!known) {
      aws.leaveOut(
          Repository.class,
          repository.repositoryArn(),
          "their tags are immutable with exclusions, for which there is no column");
    }
    return known;
  }

  private static boolean holds(software.amazon.awssdk.services.ecr.model.Repository repository) {
    return switch (repository.imageTagMutability()) {
      case MUTABLE, IMMUTABLE -> true;
      default -> false;
    };
  }

  private static Observed<Repository> observed(
      software.amazon.awssdk.services.ecr.model.Repository repository, String region) {
    Repository value = Repository.builder()
        .region(region)
        .repositoryName(repository.repositoryName())
        .repositoryArn(repository.repositoryArn())
        .registryId(repository.registryId())
        .repositoryUri(repository.repositoryUri())
        .createdAt(repository.createdAt())
        .imageTagMutability(ImageTagMutability.valueOf(repository.imageTagMutabilityAsString()))
        .scanOnPush(Optional.ofNullable(repository.imageScanningConfiguration())
            .map(scanning -> scanning.scanOnPush())
            .orElse(false))
        .build();
    return Observed.of(repository.repositoryArn(), repository.createdAt(), value);
  }
}
