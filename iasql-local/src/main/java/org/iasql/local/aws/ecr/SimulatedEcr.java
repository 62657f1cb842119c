package org.iasql.local.aws.ecr;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.ImageRegistry;
import org.iasql.local.aws.Pages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenResponse;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesResponse;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.PutImageResponse;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;
import software.amazon.awssdk.services.ecr.model.TagResourceResponse;
import software.amazon.awssdk.services.ecr.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecr.model.UntagResourceResponse;

/** Behaves like ECR, in memory: private repositories, their policies and images. */
public final class SimulatedEcr implements EcrClient {
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1000;
  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  private final Account account;
  private final String region;
  private final Map<String, StoredRepository> repositories = new LinkedHashMap<>();

  /** Creates the service, empty. */
  public SimulatedEcr(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
    String name = request.repositoryName();
    StoredRepository.checkName(name);
    if (repositories.containsKey(name)) {
      throw error(
          RepositoryAlreadyExistsException.builder(),
          "RepositoryAlreadyExistsException",
          "The repository with name '" + name + "' already exists in " + registry());
    }
    StoredRepository stored = new StoredRepository(Repository.builder()
        .repositoryArn(account.arn("ecr", region, "repository/" + name))
        .registryId(account.accountId())
        .repositoryName(name)
        .repositoryUri(host() + "/" + name)
        .createdAt(account.now())
        .imageTagMutability(
            Optional.ofNullable(request.imageTagMutability()).orElse(ImageTagMutability.MUTABLE))
        .imageScanningConfiguration(scanning(request.imageScanningConfiguration()))
        .encryptionConfiguration(Optional.ofNullable(request.encryptionConfiguration())
            .orElse(EncryptionConfiguration.builder()
                .encryptionType(EncryptionType.AES256)
                .build()))
        .build());
    stored.tag(request.tags());
    repositories.put(name, stored);
    return CreateRepositoryResponse.builder().repository(stored.repository()).build();
  }

  @Override
  public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
    if (!request.repositoryNames().isEmpty()) {
      if (request.maxResults() != null || request.nextToken() != null) {
        throw invalid("Invalid parameter at 'maxResults' failed to satisfy constraint: "
            + "'must not be specified together with repositoryNames'");
      }
      return DescribeRepositoriesResponse.builder()
          .repositories(request.repositoryNames().stream()
              .map(name -> find(name).repository())
              .toList())
          .build();
    }
    Pages.Page<Repository> page = Pages.page(
        repositories.values().stream().map(StoredRepository::repository).toList(),
        request.nextToken(),
        pageSize(request.maxResults()),
        MAX_PAGE);
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
              + "' in registry with id '"
              + account.accountId()
              + "' cannot be deleted because it still contains images");
    }
    repositories.remove(request.repositoryName());
    return DeleteRepositoryResponse.builder().repository(stored.repository()).build();
  }

  @Override
  public PutImageTagMutabilityResponse putImageTagMutability(PutImageTagMutabilityRequest request) {
    StoredRepository stored = find(request.repositoryName());
    stored.repository(stored.repository().toBuilder()
        .imageTagMutability(request.imageTagMutability())
        .build());
    return PutImageTagMutabilityResponse.builder()
        .registryId(account.accountId())
        .repositoryName(request.repositoryName())
        .imageTagMutability(request.imageTagMutability())
        .build();
  }

  @Override
  public PutImageScanningConfigurationResponse putImageScanningConfiguration(
      PutImageScanningConfigurationRequest request) {
    StoredRepository stored = find(request.repositoryName());
    ImageScanningConfiguration scanning = scanning(request.imageScanningConfiguration());
    stored.repository(
        stored.repository().toBuilder().imageScanningConfiguration(scanning).build());
    return PutImageScanningConfigurationResponse.builder()
        .registryId(account.accountId())
        .repositoryName(request.repositoryName())
        .imageScanningConfiguration(scanning)
        .build();
  }

  @Override
  public SetRepositoryPolicyResponse setRepositoryPolicy(SetRepositoryPolicyRequest request) {
    return SetRepositoryPolicyResponse.builder()
        .registryId(account.accountId())
        .repositoryName(request.repositoryName())
        .policyText(find(request.repositoryName()).policy(request.policyText()))
        .build();
  }

  @Override
  public GetRepositoryPolicyResponse getRepositoryPolicy(GetRepositoryPolicyRequest request) {
    return GetRepositoryPolicyResponse.builder()
        .registryId(account.accountId())
        .repositoryName(request.repositoryName())
        .policyText(policyOf(request.repositoryName()))
        .build();
  }

  @Override
  public DeleteRepositoryPolicyResponse deleteRepositoryPolicy(
      DeleteRepositoryPolicyRequest request) {
    String text = policyOf(request.repositoryName());
    find(request.repositoryName()).clearPolicy();
    return DeleteRepositoryPolicyResponse.builder()
        .registryId(account.accountId())
        .repositoryName(request.repositoryName())
        .policyText(text)
        .build();
  }

  @Override
  public PutImageResponse putImage(PutImageRequest request) {
    return PutImageResponse.builder()
        .image(find(request.repositoryName()).put(request, account.now()))
        .build();
  }

  @Override
  public ListImagesResponse listImages(ListImagesRequest request) {
    Pages.Page<ImageIdentifier> page = Pages.page(
        find(request.repositoryName()).images().identifiers(),
        request.nextToken(),
        pageSize(request.maxResults()),
        MAX_PAGE);
    return ListImagesResponse.builder()
        .imageIds(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    ImageStore images = find(request.repositoryName()).images();
    Set<String> digests = new LinkedHashSet<>();
    for (ImageIdentifier id : request.imageIds()) {
      digests.add(images.resolve(id).orElseThrow(() -> imageNotFound(request, id)));
    }
    List<ImageDetail> details =
        images.details(request.imageIds().isEmpty() ? images.digests() : digests).stream()
            .map(image -> image.toBuilder()
                .registryId(account.accountId())
                .repositoryName(request.repositoryName())
                .build())
            .toList();
    Pages.Page<ImageDetail> page =
        Pages.page(details, request.nextToken(), pageSize(request.maxResults()), MAX_PAGE);
    return DescribeImagesResponse.builder()
        .imageDetails(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public BatchDeleteImageResponse batchDeleteImage(BatchDeleteImageRequest request) {
    ImageStore images = find(request.repositoryName()).images();
    List<ImageIdentifier> deleted = new ArrayList<>();
    List<ImageFailure> failures = new ArrayList<>();
    for (ImageIdentifier id : request.imageIds()) {
      images
          .delete(id)
          .ifPresentOrElse(
              deleted::add,
              () -> failures.add(ImageFailure.builder()
                  .imageId(id)
                  .failureCode(ImageFailureCode.IMAGE_NOT_FOUND)
                  .failureReason("Requested image not found")
                  .build()));
    }
    return BatchDeleteImageResponse.builder()
        .imageIds(deleted)
        .failures(failures)
        .build();
  }

  @Override
  public GetAuthorizationTokenResponse getAuthorizationToken(GetAuthorizationTokenRequest request) {
    Optional<ImageRegistry> stand = account.conditions().registry();
    byte[] token = stand
        .map(there -> there.user() + ":" + there.password())
        .orElseGet(() -> "AWS:" + account.hex(32))
        .getBytes(StandardCharsets.UTF_8);
    return GetAuthorizationTokenResponse.builder()
        .authorizationData(AuthorizationData.builder()
            .authorizationToken(Base64.getEncoder().encodeToString(token))
            .expiresAt(account.now().plus(TOKEN_LIFE))
            .proxyEndpoint(
                stand.map(there -> there.endpoint().toString()).orElse("https://" + host()))
            .build())
        .build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    byArn(request.resourceArn()).tag(request.tags());
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    byArn(request.resourceArn()).untag(request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(byArn(request.resourceArn()).tags())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  static AwsServiceException invalid(String message) {
    return error(InvalidParameterException.builder(), "InvalidParameterException", message);
  }

  static AwsServiceException error(
      AwsServiceException.Builder exception, String code, String message) {
    return AwsError.raise(exception, code, 400, message);
  }

  private StoredRepository find(String name) {
    StoredRepository.checkName(name);
    StoredRepository stored = repositories.get(name);
    if (stored == null) {
      throw error(
          RepositoryNotFoundException.builder(),
          "RepositoryNotFoundException",
          "The repository with name '" + name + "' does not exist in " + registry());
    }
    return stored;
  }

  private StoredRepository byArn(String arn) {
    String prefix = account.arn("ecr", region, "repository/");
    if (!arn.startsWith(prefix)) {
      throw invalid(
          "Invalid parameter at 'resourceArn' failed to satisfy constraint: " + "'Invalid ARN'");
    }
    return find(arn.substring(prefix.length()));
  }

  private String policyOf(String name) {
    return find(name)
        .policy()
        .orElseThrow(() -> error(
            RepositoryPolicyNotFoundException.builder(),
            "RepositoryPolicyNotFoundException",
            "Repository policy does not exist for the repository with name '"
                + name
                + "' in "
                + registry()));
  }

  private AwsServiceException imageNotFound(DescribeImagesRequest request, ImageIdentifier id) {
    return error(
        ImageNotFoundException.builder(),
        "ImageNotFoundException",
        "The image with imageId {imageDigest:'"
            + id.imageDigest()
            + "', imageTag:'"
            + id.imageTag()
            + "'} does not exist within the repository with name '"
            + request.repositoryName()
            + "' in "
            + registry());
  }

  private String registry() {
    return "the registry with id '" + account.accountId() + "'";
  }

  private String host() {
    return account.accountId() + ".dkr.ecr." + region + ".amazonaws.com";
  }

  private static ImageScanningConfiguration scanning(@Nullable ImageScanningConfiguration wish) {
    boolean onPush = wish != null && Boolean.TRUE.equals(wish.scanOnPush());
    return ImageScanningConfiguration.builder().scanOnPush(onPush).build();
  }

  private static int pageSize(@Nullable Integer max) {
    return max == null ? PAGE : max;
  }
}
