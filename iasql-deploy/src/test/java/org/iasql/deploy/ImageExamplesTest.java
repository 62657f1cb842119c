package org.iasql.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.local.aws.TaskFailure;
import org.iasql.quickstart.ImageSource;
import org.iasql.quickstart.ImageTarget;
import org.iasql.quickstart.PushedImage;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.ServiceState;
import org.iasql.quickstart.ServiceTarget;
import org.iasql.quickstart.StackDeployment;
import org.junit.jupiter.api.Test;

/** The Java of the guide to images; the quickstart's test of its guides compares the two. */
@IasqlTest(leaks = Leaks.IGNORE)
class ImageExamplesTest {
  private final QuickstartStack stack = QuickstartStack.builder().name("shop").build();

  /** Takes every image, and says what it got. */
  private record RecordingDeployment(List<ImageSource> sources) implements StackDeployment {
    @Override
    public PushedImage push(ImageSource source, ImageTarget target) {
      sources.add(source);
      return new PushedImage(target.reference(), "sha256:0", List.of());
    }

    @Override
    public ServiceState look(ServiceTarget service) {
      throw new UnsupportedOperationException("nothing is looked at here");
    }

    @Override
    public HttpClient http() {
      return HttpClient.newHttpClient();
    }
  }

  @Test
  void asksForAProfileThatIsThere(Iasql iasql) {
    assertThatThrownBy(() -> {
          // docs: image
          try (AwsDeployment aws =
              AwsDeployment.connect(access -> access.region("us-east-2").profile("staging"))) {
            stack.image().fromJar(Path.of("target/shop.jar")).deploy(iasql, aws);
            stack.awaitHealthy(iasql, aws, Duration.ofMinutes(10));
          }
          // end
        })
        .isInstanceOf(IasqlException.class)
        .hasMessageStartingWith("AWS profile 'staging' does not exist");
  }

  @Test
  void takesImagesFromFilesOfEachKind(Iasql iasql) {
    stack.up(iasql);
    RecordingDeployment aws = new RecordingDeployment(new ArrayList<>());
    // docs: image
    stack
        .image()
        .fromDirectory(Path.of("image"))
        .baseImage("debian:12-slim")
        .entrypoint("/bin/server")
        .push(iasql, aws);
    stack
        .image()
        .fromDirectory(Path.of("image"))
        .scratch()
        .entrypoint("/server")
        .push(iasql, aws);
    stack
        .image()
        .fromJar(Path.of("target/shop.jar"))
        .baseImage("eclipse-temurin:21-jre")
        .push(iasql, aws);
    stack
        .image()
        .fromJar(Path.of("target/shop.jar"))
        .baseImage(Path.of("java.tar"))
        .push(iasql, aws);
    stack.image().fromArchive(Path.of("shop.tar")).push(iasql, aws);
    // end
    assertThat(aws.sources()).extracting(ImageSource::kind).hasSize(5).doesNotContainNull();
  }

  @Test
  void arrangesWhatFails(Iasql iasql, SimulatedAws account) {
    stack.up(iasql);
    // docs: image
    account.registry(URI.create("https://127.0.0.1:5000"), "AWS", "secret");
    account.failTasks("shop-service", TaskFailure.toStart("CannotPullContainerError: not found"));
    // end
    assertThatThrownBy(
            () -> stack.awaitHealthy(iasql, AwsDeployment.of(account), Duration.ofMillis(1)))
        .hasMessageContaining("CannotPullContainerError: not found");
  }
}
