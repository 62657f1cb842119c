package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.iasql.aws.ecr.ImageTagMutability;
import org.iasql.aws.ecr.PublicRepository;
import org.iasql.aws.ecr.PublicRepositoryDao;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecr.RepositoryDao;
import org.iasql.aws.ecr.RepositoryPolicy;
import org.iasql.aws.ecr.RepositoryPolicyDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.JsonDocument;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** ECR. */
final class EcrCases {
  private static final List<String> MODULES = List.of("aws_ecr");

  private EcrCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(new RepositoryCase(), new PublicRepositoryCase(), new RepositoryPolicyCase());
  }

  /** What a read finds; empty if AWS answers that it is not there. */
  private static <V> Optional<V> found(Supplier<V> read) {
    try {
      return Optional.of(read.get());
    } catch (AwsServiceException e) {
      if (e.awsErrorDetails().errorCode().endsWith("NotFoundException")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static final class RepositoryCase implements ResourceCase<Repository> {
    private static final String NAME = "contract/app";

    @Override
    public ResourceType<Repository> type() {
      return ResourceType.of(Repository.class);
    }

    @Override
    public Class<? extends ResourceDao<Repository>> dao() {
      return RepositoryDao.class;
    }

    @Override
    public List<String> modules() {
      return MODULES;
    }

    @Override
    public Repository value(IasqlTransaction tx) {
      return Repository.builder().repositoryName(NAME).build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return aws.ecr()
          .createRepository(request -> request.repositoryName(NAME))
          .repository()
          .repositoryArn();
    }

    @Override
    public void vanish(SimulatedAws aws, Repository row) {
      aws.ecr().deleteRepository(request -> request.repositoryName(row.repositoryName()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, Repository row) {
      return found(() -> aws.ecr(row.region().orElseThrow())
              .describeRepositories(request -> request.repositoryNames(row.repositoryName()))
              .repositories()
              .get(0))
          .map(there -> CloudColumns.empty()
              .with("repository_name", there.repositoryName())
              .with("repository_arn", there.repositoryArn())
              .with("registry_id", there.registryId())
              .with("repository_uri", there.repositoryUri())
              .with("image_tag_mutability", there.imageTagMutabilityAsString())
              .with("scan_on_push", there.imageScanningConfiguration().scanOnPush()));
    }

    @Override
    public List<ColumnChange<Repository>> changes() {
      return List.of(
          ColumnChange.updates(
              "image_tag_mutability",
              (row, tx) -> row.withImageTagMutability(ImageTagMutability.IMMUTABLE)),
          ColumnChange.updates("scan_on_push", (row, tx) -> row.withScanOnPush(true)),
          ColumnChange.updates("delete_images", (row, tx) -> row.withDeleteImages(true)),
          ColumnChange.replaces(
              "repository_name", (row, tx) -> row.withRepositoryName("contract/other")),
          ColumnChange.replaces("region", (row, tx) -> row.withRegion(Contract.otherRegion(tx))));
    }
  }

  private static final class PublicRepositoryCase implements ResourceCase<PublicRepository> {
    private static final String NAME = "contract/public";

    @Override
    public ResourceType<PublicRepository> type() {
      return ResourceType.of(PublicRepository.class);
    }

    @Override
    public Class<? extends ResourceDao<PublicRepository>> dao() {
      return PublicRepositoryDao.class;
    }

    @Override
    public List<String> modules() {
      return MODULES;
    }

    @Override
    public PublicRepository value(IasqlTransaction tx) {
      return PublicRepository.builder().repositoryName(NAME).build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return aws.ecrPublic()
          .createRepository(request -> request.repositoryName(NAME))
          .repository()
          .repositoryArn();
    }

    @Override
    public void vanish(SimulatedAws aws, PublicRepository row) {
      aws.ecrPublic().deleteRepository(request -> request.repositoryName(row.repositoryName()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, PublicRepository row) {
      return found(() -> aws.ecrPublic()
              .describeRepositories(request -> request.repositoryNames(row.repositoryName()))
              .repositories()
              .get(0))
          .map(there -> CloudColumns.empty()
              .with("repository_name", there.repositoryName())
              .with("repository_arn", there.repositoryArn())
              .with("registry_id", there.registryId())
              .with("repository_uri", there.repositoryUri()));
    }

    @Override
    public List<ColumnChange<PublicRepository>> changes() {
      return List.of(
          ColumnChange.updates("delete_images", (row, tx) -> row.withDeleteImages(true)),
          ColumnChange.replaces(
              "repository_name", (row, tx) -> row.withRepositoryName("contract/other")));
    }
  }

  private static final class RepositoryPolicyCase implements ResourceCase<RepositoryPolicy> {
    private static final String POLICY = """
        {"Version": "2012-10-17", "Statement": [{
          "Sid": "pull", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
          "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]}]}""";

    @Override
    public ResourceType<RepositoryPolicy> type() {
      return ResourceType.of(RepositoryPolicy.class);
    }

    @Override
    public Class<? extends ResourceDao<RepositoryPolicy>> dao() {
      return RepositoryPolicyDao.class;
    }

    @Override
    public List<String> modules() {
      return MODULES;
    }

    @Override
    public void insertPrerequisites(IasqlTransaction tx) {
      tx.handle().execute("INSERT INTO repository (repository_name) VALUES ('one')");
    }

    @Override
    public void makePrerequisites(SimulatedAws aws) {
      aws.ecr().createRepository(request -> request.repositoryName("one"));
    }

    @Override
    public RepositoryPolicy value(IasqlTransaction tx) {
      return RepositoryPolicy.builder()
          .repositoryId(
              tx.dao(RepositoryDao.class).findByName("one").orElseThrow().ref())
          .policyText(POLICY)
          .build();
    }

    @Override
    public String make(SimulatedAws aws) {
      return aws.ecr()
          .setRepositoryPolicy(request -> request.repositoryName("one").policyText(POLICY))
          .registryId();
    }

    /** AWS knows a policy by its repository, so its row has nothing but the registry's id. */
    @Override
    public Optional<String> identity(RepositoryPolicy row) {
      return row.registryId();
    }

    @Override
    public String identityColumn() {
      return "registry_id";
    }

    /** A policy that moves is another one: RepositoryImagesTest has that. */
    @Override
    public Set<String> changedElsewhere() {
      return Set.of("repository_id");
    }

    @Override
    public void vanish(SimulatedAws aws, RepositoryPolicy row) {
      aws.ecr().deleteRepositoryPolicy(request -> request.repositoryName("one"));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, RepositoryPolicy row) {
      String repository = aws.ecr().describeRepositories().repositories().get(0).repositoryArn();
      return found(() -> aws.ecr().getRepositoryPolicy(request -> request.repositoryName("one")))
          .map(policy -> columns(repository, policy.policyText(), row));
    }

    private static CloudColumns columns(String repository, String text, RepositoryPolicy row) {
      RepositoryPolicy there = row.withPolicyText(JsonDocument.parse(text));
      return CloudColumns.empty()
          .with("repository_id", repository)
          .with("policy_text", (there.equals(row) ? row : there).policyText());
    }

    @Override
    public List<ColumnChange<RepositoryPolicy>> changes() {
      return List.of(
          ColumnChange.updates(
              "policy_text",
              (row, tx) -> row.withPolicyText(JsonDocument.parse(POLICY.replace("pull", "fetch")))),
          ColumnChange.changesNothing(
              "policy_text",
              (row, tx) -> row.withPolicyText(JsonDocument.parse(POLICY
                  .replace("pull", "fetch")
                  .replace("arn:aws:iam::123456789012:root", "123456789012")))),
          ColumnChange.refused(
              "region",
              (row, tx) -> row.withRegion(Contract.otherRegion(tx)),
              "AWS has no references across regions"));
    }
  }
}
