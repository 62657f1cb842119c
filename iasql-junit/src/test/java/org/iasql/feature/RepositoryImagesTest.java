package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.iasql.aws.ecr.PublicRepositoryDao;
import org.iasql.aws.ecr.RepositoryDao;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A repository with images is deleted in two steps, and only by an explicit wish. */
@IasqlTest(modules = "aws_ecr")
class RepositoryImagesTest {
  private final Iasql iasql;
  private final SimulatedAws aws;

  RepositoryImagesTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
  }

  @BeforeEach
  void makeRepositories() {
    execute("INSERT INTO repository (repository_name) VALUES ('app')");
    execute("INSERT INTO public_repository (repository_name) VALUES ('app')");
    iasql.apply();
  }

  private void execute(String sql) {
    iasql.useTransaction(tx -> tx.handle().execute(sql));
  }

  private void push(int images) {
    IntStream.range(0, images).forEach(i -> {
      String manifest = "{\"schemaVersion\": 2, \"layers\": [" + i + "]}";
      aws.ecr().putImage(r -> r.repositoryName("app").imageManifest(manifest).imageTag("v" + i));
      aws.ecrPublic()
          .putImage(r -> r.repositoryName("app").imageManifest(manifest).imageTag("v" + i));
    });
  }

  @Test
  void refusesToDeleteARepositoryWithImagesAndSaysTheWayOut() {
    push(2);
    execute("DELETE FROM repository");
    execute("DELETE FROM public_repository");
    assertThatThrownBy(iasql::planApply)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("repository 'app' holds 2 images")
        .hasMessageContaining(
            "UPDATE repository SET delete_images = true WHERE repository_name = 'app'")
        .hasMessageContaining(
            "UPDATE public_repository SET delete_images = true WHERE repository_name = 'app'");
    assertThat(aws.ecr().listImages(r -> r.repositoryName("app")).imageIds()).hasSize(2);
    iasql.sync();
    execute("UPDATE repository SET delete_images = true");
    execute("UPDATE public_repository SET delete_images = true");
    iasql.apply();
    iasql.deleteAllRecords();
    iasql.apply();
  }

  @Test
  void deletesImagesAndRepositoriesInOneTransaction() {
    push(250);
    aws.calls().clear();
    iasql.useTransaction(tx -> {
      tx.handle().execute("UPDATE repository SET delete_images = true");
      tx.handle().execute("UPDATE public_repository SET delete_images = true");
      assertThat(tx.planApply())
          .extracting(Change::toString)
          .containsExactlyInAnyOrder(
              "update repository app (deletes images)",
              "update public_repository app (deletes images)");
      assertThat(tx.apply()).hasSize(2);
      assertThat(tx.dao(RepositoryDao.class).findByName("app").orElseThrow().deleteImages())
          .isFalse();
      tx.handle().execute("DELETE FROM repository");
      tx.handle().execute("DELETE FROM public_repository");
      assertThat(tx.apply()).hasSize(2);
    });
    assertThat(aws.calls().countByOperation())
        .containsEntry("BatchDeleteImage", 6)
        .containsEntry("DeleteRepository", 2);
    assertThat(aws.ecr().describeRepositories().repositories()).isEmpty();
    assertThat(aws.ecrPublic().describeRepositories(r -> {}).repositories()).isEmpty();
    assertThat(iasql.apply()).isEmpty();
  }

  @Test
  void keepsTheImagesOfAPreviewThatIsRolledBack() {
    push(1);
    iasql.useTransaction(tx -> {
      tx.handle().execute("UPDATE repository SET delete_images = true");
      assertThat(tx.planApply()).hasSize(1);
      tx.rollback();
    });
    assertThat(iasql.planApply()).isEmpty();
    assertThat(aws.ecr().listImages(r -> r.repositoryName("app")).imageIds()).hasSize(1);
    clear();
  }

  @Test
  void setsTheWishBackOnceTheImagesAreGoneOrTheRowIsSynced() {
    push(1);
    execute("UPDATE repository SET delete_images = true");
    iasql.sync();
    assertThat(iasql.dao(RepositoryDao.class).findByName("app").orElseThrow().deleteImages())
        .isFalse();
    assertThat(aws.ecr().listImages(r -> r.repositoryName("app")).imageIds()).hasSize(1);
    clear();
    assertThat(iasql.planSync()).isEmpty();
  }

  @Test
  void movesAPolicyToAnotherRepository() {
    execute("INSERT INTO repository (repository_name) VALUES ('other')");
    execute("""
        INSERT INTO repository_policy (repository_id, policy_text)
        SELECT id, '{"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
          "Action": "ecr:BatchGetImage"}]}' FROM repository WHERE repository_name = 'app'""");
    iasql.apply();
    execute(
        "UPDATE repository_policy SET repository_id = (SELECT id FROM repository WHERE repository_name = 'other')");
    assertThat(iasql.apply()).hasSize(2);
    assertThat(aws.ecr().getRepositoryPolicy(r -> r.repositoryName("other")).policyText())
        .contains("ecr:BatchGetImage");
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    iasql.deleteAllRecords();
    iasql.apply();
  }

  private void clear() {
    execute("UPDATE repository SET delete_images = true");
    execute("UPDATE public_repository SET delete_images = true");
    iasql.apply();
    assertThat(
            iasql.dao(PublicRepositoryDao.class).findByName("app").orElseThrow().deleteImages())
        .isFalse();
    assertThat(aws.ecr().listImages(r -> r.repositoryName("app")).imageIds()).isEmpty();
    assertThat(aws.ecrPublic().describeImages(r -> r.repositoryName("app")).imageDetails())
        .isEmpty();
  }
}
