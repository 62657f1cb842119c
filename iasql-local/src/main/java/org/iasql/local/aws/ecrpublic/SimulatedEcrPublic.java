package org.iasql.local.aws.ecrpublic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.Pages;
import org.iasql.local.aws.ecr.ManifestDigest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecrpublic.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecrpublic.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecrpublic.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecrpublic.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecrpublic.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecrpublic.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecrpublic.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecrpublic.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecrpublic.model.GetRepositoryCatalogDataRequest;
import software.amazon.awssdk.services.ecrpublic.model.GetRepositoryCatalogDataResponse;
import software.amazon.awssdk.services.ecrpublic.model.Image;
import software.amazon.awssdk.services.ecrpublic.model.ImageDetail;
import software.amazon.awssdk.services.ecrpublic.model.ImageFailure;
import software.amazon.awssdk.services.ecrpublic.model.ImageFailureCode;
import software.amazon.awssdk.services.ecrpublic.model.ImageIdentifier;
import software.amazon.awssdk.services.ecrpublic.model.InvalidParameterException;
import software.amazon.awssdk.services.ecrpublic.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecrpublic.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecrpublic.model.PutImageRequest;
import software.amazon.awssdk.services.ecrpublic.model.PutImageResponse;
import software.amazon.awssdk.services.ecrpublic.model.Repository;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryCatalogData;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryCatalogDataInput;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecrpublic.model.Tag;
import software.amazon.awssdk.services.ecrpublic.model.TagResourceRequest;
import software.amazon.awssdk.services.ecrpublic.model.TagResourceResponse;
import software.amazon.awssdk.services.ecrpublic.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecrpublic.model.UntagResourceResponse;

/**
 * Behaves like ECR Public, in memory: public repositories, which exist in {@code us-east-1} alone.
 * Layers are not simulated, so a manifest may name any.
 */
public final class SimulatedEcrPublic implements EcrPublicClient {
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1000;

  private final Account account;
  private final String alias;
  private final Map<String, StoredRepository> repositories = new LinkedHashMap<>();

  private record StoredRepository(
      Repository repository,
      RepositoryCatalogData catalog,
      Map<String, String> tags,
      Map<String, ImageDetail> images) {}

  /** Creates the service, empty. */
  public SimulatedEcrPublic(Account account) {
    this.account = account;
    this.alias = account.letters(8, "abcdefghijklmnopqrstuvwxyz0123456789");
  }

  @Override
  public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
    String name = checkName(request.repositoryName());
    if (repositories.containsKey(name)) {
      throw error(
          RepositoryAlreadyExistsException.builder(),
          "RepositoryAlreadyExistsException",
          "The repository with name '" + name + "' already exists in " + registry());
    }
    Repository repository = Repository.builder()
        .repositoryArn(account.arn("ecr-public", Account.GLOBAL, "repository/" + name))
        .registryId(account.accountId())
        .repositoryName(name)
        .repositoryUri("public.ecr.aws/" + alias + "/" + name)
        .createdAt(account.now())
        .build();
    StoredRepository stored = new StoredRepository(
        repository, catalog(request.catalogData()), new TreeMap<>(), new LinkedHashMap<>());
    request.tags().forEach(tag -> stored.tags().put(tag.key(), tag.value()));
    repositories.put(name, stored);
    return CreateRepositoryResponse.builder()
        .repository(repository)
        .catalogData(stored.catalog())
        .build();
  }

  @Override
  public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
    List<Repository> found = request.repositoryNames().isEmpty()
        ? repositories.values().stream().map(StoredRepository::repository).toList()
        : request.repositoryNames().stream()
            .map(name -> find(name).repository())
            .toList();
    Pages.Page<Repository> page =
        Pages.page(found, request.nextToken(), pageSize(request.maxResults()), MAX_PAGE);
    return DescribeRepositoriesResponse.builder()
        .repositories(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public DeleteRepositoryResponse deleteRepository(DeleteRepositoryRequest request) {
    StoredRepository stored = find(request.repositoryName());
    if (!stored.images().isEmpty() && !Boolean.TRUE.equals(request.force())) {
      throw error(
          RepositoryNotEmptyException.builder(),
          "RepositoryNotEmptyException",
          "The repository with name '"
              + request.repositoryName()
              + "' in "
              + registry()
              + " cannot be deleted because it still contains images");
    }
    repositories.remove(request.repositoryName());
    return DeleteRepositoryResponse.builder().repository(stored.repository()).build();
  }

  @Override
  public GetRepositoryCatalogDataResponse getRepositoryCatalogData(
      GetRepositoryCatalogDataRequest request) {
    return GetRepositoryCatalogDataResponse.builder()
        .catalogData(find(request.repositoryName()).catalog())
        .build();
  }

  @Override
  public PutImageResponse putImage(PutImageRequest request) {
    StoredRepository stored = find(request.repositoryName());
    String digest = ManifestDigest.of(request.imageManifest());
    ImageDetail.Builder image = ImageDetail.builder()
        .registryId(account.accountId())
        .repositoryName(request.repositoryName())
        .imageDigest(digest)
        .imageSizeInBytes((long) request.imageManifest().length())
        .imageManifestMediaType(request.imageManifestMediaType())
        .imagePushedAt(account.now());
    if (request.imageTag() != null) {
      image.imageTags(request.imageTag());
    }
    stored.images().put(digest, image.build());
    return PutImageResponse.builder()
        .image(Image.builder()
            .registryId(account.accountId())
            .repositoryName(request.repositoryName())
            .imageManifest(request.imageManifest())
            .imageId(ImageIdentifier.builder()
                .imageDigest(digest)
                .imageTag(request.imageTag())
                .build())
            .build())
        .build();
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    Pages.Page<ImageDetail> page = Pages.page(
        List.copyOf(find(request.repositoryName()).images().values()),
        request.nextToken(),
        pageSize(request.maxResults()),
        MAX_PAGE);
    return DescribeImagesResponse.builder()
        .imageDetails(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public BatchDeleteImageResponse batchDeleteImage(BatchDeleteImageRequest request) {
    Map<String, ImageDetail> images = find(request.repositoryName()).images();
    List<ImageIdentifier> deleted = new ArrayList<>();
    List<ImageFailure> failures = new ArrayList<>();
    for (ImageIdentifier id : request.imageIds()) {
      boolean found = images
          .values()
          .removeIf(image -> image.imageDigest().equals(id.imageDigest())
              || (id.imageDigest() == null && image.imageTags().contains(id.imageTag())));
      if (found) {
        deleted.add(id);
      } else {
        failures.add(ImageFailure.builder()
            .imageId(id)
            .failureCode(ImageFailureCode.IMAGE_NOT_FOUND)
            .failureReason("Requested image not found")
            .build());
      }
    }
    return BatchDeleteImageResponse.builder()
        .imageIds(deleted)
        .failures(failures)
        .build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    Map<String, String> tags = byArn(request.resourceArn()).tags();
    request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    byArn(request.resourceArn()).tags().keySet().removeAll(request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(byArn(request.resourceArn()).tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private static RepositoryCatalogData catalog(@Nullable RepositoryCatalogDataInput input) {
    RepositoryCatalogData.Builder catalog = RepositoryCatalogData.builder();
    if (input != null) {
      catalog
          .description(input.description())
          .architectures(input.architectures())
          .operatingSystems(input.operatingSystems())
          .aboutText(input.aboutText())
          .usageText(input.usageText());
    }
    return catalog.build();
  }

  private static String checkName(@Nullable String name) {
    if (name == null
        || name.length() < 2
        || name.length() > 205
        || !NAME.matcher(name).matches()) {
      throw error(
          InvalidParameterException.builder(),
          "InvalidParameterException",
          "Invalid parameter at 'repositoryName' failed to satisfy constraint: "
              + "'must satisfy regular expression '"
              + NAME
              + "''");
    }
    return name;
  }

  private StoredRepository find(String name) {
    StoredRepository stored = repositories.get(checkName(name));
    if (stored == null) {
      throw error(
          RepositoryNotFoundException.builder(),
          "RepositoryNotFoundException",
          "The repository with name '" + name + "' does not exist in " + registry());
    }
    return stored;
  }

  private StoredRepository byArn(String arn) {
    return find(arn.substring(arn.indexOf('/') + 1));
  }

  private String registry() {
    return "the registry with id '" + account.accountId() + "'";
  }

  private static int pageSize(@Nullable Integer max) {
    return max == null ? PAGE : max;
  }

  private static AwsServiceException error(
      AwsServiceException.Builder exception, String code, String message) {
    return AwsError.raise(exception, code, 400, message);
  }
}
