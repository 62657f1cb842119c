package org.iasql.local.aws.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Base64;
import java.util.stream.IntStream;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.InvalidTagParameterException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryPolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;

class SimulatedEcrTest {
  private final EcrClient ecr = SimulatedAws.create().ecr();

  @Test
  void createsRepositoryWithDefaults() {
    Repository created = create("team/app");
    assertThat(created.repositoryUri())
        .isEqualTo("123456789012.dkr.ecr.us-east-2.amazonaws.com/team/app");
    assertThat(created.repositoryArn())
        .isEqualTo("arn:aws:ecr:us-east-2:123456789012:repository/team/app");
    assertThat(created.imageTagMutability()).isEqualTo(ImageTagMutability.MUTABLE);
    assertThat(created.imageScanningConfiguration().scanOnPush()).isFalse();
    assertThat(ecr.describeRepositories().repositories()).containsExactly(created);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "App", "app_", "-app", "app//x", "app x"})
  void refusesInvalidName(String name) {
    assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> create(name));
  }

  @Test
  void refusesSecondRepositoryOfSameName() {
    create("app");
    assertThatExceptionOfType(RepositoryAlreadyExistsException.class)
        .isThrownBy(() -> create("app"))
        .withMessageContaining("The repository with name 'app' already exists in the registry");
  }

  @Test
  void pagesRepositoriesByHundred() {
    IntStream.range(0, 120).forEach(i -> create("app" + i));
    assertThat(ecr.describeRepositories().repositories()).hasSize(100);
    assertThat(ecr.describeRepositoriesPaginator().repositories().stream()).hasSize(120);
    assertThat(ecr.describeRepositories(r -> r.maxResults(1000)).repositories()).hasSize(120);
  }

  @Test
  void doesNotFindMissingRepository() {
    assertThatExceptionOfType(RepositoryNotFoundException.class)
        .isThrownBy(() -> ecr.describeRepositories(r -> r.repositoryNames("app")))
        .satisfies(error -> assertThat(error.awsErrorDetails().errorCode())
            .isEqualTo("RepositoryNotFoundException"));
  }

  @Test
  void changesMutabilityAndScanning() {
    create("app");
    ecr.putImageTagMutability(
        r -> r.repositoryName("app").imageTagMutability(ImageTagMutability.IMMUTABLE));
    ecr.putImageScanningConfiguration(
        r -> r.repositoryName("app").imageScanningConfiguration(s -> s.scanOnPush(true)));
    Repository changed = ecr.describeRepositories().repositories().get(0);
    assertThat(changed.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
    assertThat(changed.imageScanningConfiguration().scanOnPush()).isTrue();
  }

  @Test
  void deletesRepositoryWithImagesOnlyByForce() {
    create("app");
    put("one", "latest");
    assertThatExceptionOfType(RepositoryNotEmptyException.class)
        .isThrownBy(() -> ecr.deleteRepository(r -> r.repositoryName("app")));
    ecr.deleteRepository(r -> r.repositoryName("app").force(true));
    assertThat(ecr.describeRepositories().repositories()).isEmpty();
  }

  @Test
  void returnsPolicyWithItsKeysReordered() {
    create("app");
    ecr.setRepositoryPolicy(r -> r.repositoryName("app")
        .policyText(
            "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Allow\"}]}"));
    assertThat(ecr.getRepositoryPolicy(r -> r.repositoryName("app")).policyText())
        .isEqualToIgnoringWhitespace(
            "{\"Statement\":[{\"Effect\":\"Allow\",\"Sid\":\"a\"}],\"Version\":\"2008-10-17\"}");
    ecr.deleteRepositoryPolicy(r -> r.repositoryName("app"));
    assertThatExceptionOfType(RepositoryPolicyNotFoundException.class)
        .isThrownBy(() -> ecr.getRepositoryPolicy(r -> r.repositoryName("app")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}", "nothing"})
  void refusesPolicyThatIsNone(String text) {
    create("app");
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> ecr.setRepositoryPolicy(r -> r.repositoryName("app").policyText(text)));
  }

  @Test
  void movesTagOfMutableRepository() {
    create("app");
    put("one", "latest");
    put("two", "latest");
    assertThat(ecr.listImages(r -> r.repositoryName("app")).imageIds())
        .hasSize(2)
        .extracting(ImageIdentifier::imageTag)
        .containsExactly(null, "latest");
    assertThat(ecr.describeImages(r -> r.repositoryName("app")).imageDetails()).hasSize(2);
  }

  @Test
  void keepsTagOfImmutableRepository() {
    ecr.createRepository(
        r -> r.repositoryName("app").imageTagMutability(ImageTagMutability.IMMUTABLE));
    put("one", "latest");
    assertThatExceptionOfType(ImageTagAlreadyExistsException.class)
        .isThrownBy(() -> put("two", "latest"));
    assertThatExceptionOfType(ImageAlreadyExistsException.class)
        .isThrownBy(() -> put("one", "latest"));
  }

  @Test
  void deletesImagesAndNamesThoseThatAreMissing() {
    create("app");
    put("one", "latest");
    var answer =
        ecr.batchDeleteImage(r -> r.repositoryName("app").imageIds(tagged("latest"), tagged("x")));
    assertThat(answer.imageIds()).hasSize(1);
    assertThat(answer.failures())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure.failureCode()).isEqualTo(ImageFailureCode.IMAGE_NOT_FOUND));
    assertThat(ecr.listImages(r -> r.repositoryName("app")).imageIds()).isEmpty();
  }

  @Test
  void givesTokenForItsRegistry() {
    assertThat(ecr.getAuthorizationToken().authorizationData())
        .singleElement()
        .satisfies(token -> assertThat(token.proxyEndpoint())
            .isEqualTo("https://123456789012.dkr.ecr.us-east-2.amazonaws.com"));
  }

  @Test
  void givesTokenForTheRegistryThatStandsForEcr() {
    SimulatedAws aws =
        SimulatedAws.create().registry(URI.create("https://127.0.0.1:5000"), "AWS", "a:secret");
    assertThat(aws.ecr().getAuthorizationToken().authorizationData())
        .singleElement()
        .satisfies(token -> {
          assertThat(token.proxyEndpoint()).isEqualTo("https://127.0.0.1:5000");
          assertThat(new String(Base64.getDecoder().decode(token.authorizationToken())))
              .isEqualTo("AWS:a:secret");
        });
  }

  @Test
  void tagsRepositoryButNotWithReservedKeys() {
    String arn = create("app").repositoryArn();
    Tag tag = Tag.builder().key("a").value("1").build();
    ecr.tagResource(r -> r.resourceArn(arn).tags(tag));
    assertThat(ecr.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(tag);
    assertThatExceptionOfType(InvalidTagParameterException.class)
        .isThrownBy(() -> ecr.tagResource(
            r -> r.resourceArn(arn).tags(Tag.builder().key("aws:x").value("1").build())));
  }

  private Repository create(String name) {
    return ecr.createRepository(r -> r.repositoryName(name)).repository();
  }

  private static ImageIdentifier tagged(String tag) {
    return ImageIdentifier.builder().imageTag(tag).build();
  }

  private void put(String manifest, String tag) {
    ecr.putImage(r -> r.repositoryName("app").imageManifest(manifest).imageTag(tag));
  }
}
