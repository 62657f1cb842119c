package org.iasql.engine.aws.ecr;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.aws.ecr.PublicRepository;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import org.iasql.engine.aws.Tags;
import software.amazon.awssdk.services.ecrpublic.model.ImageDetail;
import software.amazon.awssdk.services.ecrpublic.model.ImageIdentifier;
import software.amazon.awssdk.services.ecrpublic.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecrpublic.model.Repository;
import software.amazon.awssdk.services.ecrpublic.model.Tag;

/** Maps {@code public_repository} to the public gallery. All that a public repository has is its name. */
final class PublicRepositoryMapper implements ResourceMapper<PublicRepository> {
  @Override
  public ResourceType<PublicRepository> type() {
    return ResourceType.of(PublicRepository.class);
  }

  @Override
  public List<Observed<PublicRepository>> list(Observation aws) {
    return aws
        .ecrPublic()
        .describeRepositoriesPaginator(r -> r.maxResults(1000))
        .repositories()
        .stream()
        .map(PublicRepositoryMapper::observed)
        .toList();
  }

  @Override
  public Observed<PublicRepository> create(PublicRepository desired, Step aws) {
    List<Tag> tags = aws.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
    return observed(aws.ecrPublic()
        .createRepository(r -> r.repositoryName(desired.repositoryName()).tags(tags))
        .repository());
  }

  @Override
  public Observed<PublicRepository> update(
      Observed<PublicRepository> actual, PublicRepository desired, Step aws) {
    if (desired.deleteImages()) {
      deleteImages(actual.value().repositoryName(), aws);
    }
    return actual;
  }

  @Override
  public void delete(Observed<PublicRepository> actual, Step aws) {
    aws.ecrPublic().deleteRepository(r -> r.repositoryName(actual.value().repositoryName()));
  }

  @Override
  public Optional<Observed<PublicRepository>> read(Observed<PublicRepository> known, Aws aws) {
    return named(known.value().repositoryName(), aws).filter(known::isSameAs);
  }

  @Override
  public Optional<Observed<PublicRepository>> made(
      PublicRepository wish, Map<String, String> tags, Aws aws) {
    return named(wish.repositoryName(), aws)
        .filter(repository -> Tags.carried(
            tags, tagsOf(repository.identity(), aws), tag -> tag.key(), tag -> tag.value()));
  }

  private static Optional<Observed<PublicRepository>> named(String name, Aws aws) {
    return aws.unlessMissing(
            () -> aws.ecrPublic().describeRepositories(r -> r.repositoryNames(name)))
        .flatMap(answer -> answer.repositories().stream().findFirst())
        .map(PublicRepositoryMapper::observed);
  }

  private static List<Tag> tagsOf(String arn, Aws aws) {
    return aws.unlessMissing(() -> aws.ecrPublic().listTagsForResource(r -> r.resourceArn(arn)))
        .map(ListTagsForResourceResponse::tags)
        .orElse(List.of());
  }

  @Override
  public Optional<String> obstacleToDelete(Observed<PublicRepository> actual, Observation aws) {
    String name = actual.value().repositoryName();
    return HeldImages.obstacle(type(), name, digests(name, aws).size());
  }

  private static List<String> digests(String name, Aws aws) {
    return aws
        .ecrPublic()
        .describeImagesPaginator(r -> r.repositoryName(name).maxResults(1000))
        .imageDetails()
        .stream()
        .map(ImageDetail::imageDigest)
        .toList();
  }

  private static void deleteImages(String name, Step aws) {
    HeldImages.delete(
        () -> digests(name, aws),
        digests -> aws
            .ecrPublic()
            .batchDeleteImage(r -> r.repositoryName(name)
                .imageIds(digests.stream()
                    .map(digest -> ImageIdentifier.builder().imageDigest(digest).build())
                    .toList()))
            .failures()
            .stream()
            .map(failure -> failure.imageId().imageDigest() + ": " + failure.failureReason())
            .toList());
  }

  private static Observed<PublicRepository> observed(Repository repository) {
    PublicRepository value = PublicRepository.builder()
        .repositoryName(repository.repositoryName())
        .repositoryArn(repository.repositoryArn())
        .registryId(repository.registryId())
        .repositoryUri(repository.repositoryUri())
        .createdAt(repository.createdAt())
        .build();
    return Observed.of(repository.repositoryArn(), repository.createdAt(), value);
  }
}
