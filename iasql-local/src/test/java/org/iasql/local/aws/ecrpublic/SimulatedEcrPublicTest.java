package org.iasql.local.aws.ecrpublic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecrpublic.model.InvalidParameterException;
import software.amazon.awssdk.services.ecrpublic.model.Repository;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecrpublic.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecrpublic.model.Tag;

class SimulatedEcrPublicTest {
  private final EcrPublicClient ecr = SimulatedAws.create().ecrPublic();

  @Test
  void createsRepositoryUnderTheAliasOfTheRegistry() {
    Repository created = create("app");
    assertThat(created.repositoryUri()).matches("public\\.ecr\\.aws/[a-z0-9]{8}/app");
    assertThat(created.repositoryArn())
        .isEqualTo("arn:aws:ecr-public::123456789012:repository/app");
    assertThat(ecr.describeRepositories(r -> {}).repositories()).containsExactly(created);
  }

  @Test
  void refusesInvalidAndUsedNames() {
    create("app");
    assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> create("App"));
    assertThatExceptionOfType(RepositoryAlreadyExistsException.class)
        .isThrownBy(() -> create("app"));
  }

  @Test
  void deletesRepositoryWithImagesOnlyByForce() {
    create("app");
    ecr.putImage(r -> r.repositoryName("app").imageManifest("one").imageTag("latest"));
    assertThat(ecr.describeImages(r -> r.repositoryName("app")).imageDetails()).hasSize(1);
    assertThatExceptionOfType(RepositoryNotEmptyException.class)
        .isThrownBy(() -> ecr.deleteRepository(r -> r.repositoryName("app")));
    ecr.deleteRepository(r -> r.repositoryName("app").force(true));
    assertThatExceptionOfType(RepositoryNotFoundException.class)
        .isThrownBy(() -> ecr.describeRepositories(r -> r.repositoryNames("app")));
  }

  @Test
  void keepsTagsAndCatalog() {
    Tag tag = Tag.builder().key("a").value("1").build();
    String arn = ecr.createRepository(r ->
            r.repositoryName("app").catalogData(c -> c.description("An app")).tags(tag))
        .repository()
        .repositoryArn();
    assertThat(ecr.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(tag);
    assertThat(ecr.getRepositoryCatalogData(r -> r.repositoryName("app"))
            .catalogData()
            .description())
        .isEqualTo("An app");
  }

  private Repository create(String name) {
    return ecr.createRepository(r -> r.repositoryName(name)).repository();
  }
}
