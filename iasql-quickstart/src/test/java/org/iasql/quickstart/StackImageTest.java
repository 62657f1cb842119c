package org.iasql.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.junit.jupiter.api.Test;

@IasqlTest(leaks = Leaks.IGNORE)
class StackImageTest {
  private static final String URI = "123456789012.dkr.ecr.us-east-2.amazonaws.com/shop-repository";
  private static final Path JAR = Path.of("shop.jar");

  private final RecordingDeployment aws = new RecordingDeployment();

  /** Takes every image, and says what it got. */
  private static final class RecordingDeployment implements StackDeployment {
    private final List<ImageSource> sources = new ArrayList<>();
    private final List<ImageTarget> targets = new ArrayList<>();

    @Override
    public PushedImage push(ImageSource source, ImageTarget target) {
      sources.add(source);
      targets.add(target);
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

  private static QuickstartStackBuilder shop() {
    return QuickstartStack.builder().name("shop");
  }

  @Test
  void pushesToTheRepositoryUnderTheTagOfTheRows(Iasql iasql) {
    QuickstartStack stack = shop().imageTag("v7").port(9000).build();
    stack.up(iasql);
    assertThat(stack.image().fromJar(JAR).push(iasql, aws).reference()).isEqualTo(URI + ":v7");
    assertThat(aws.targets).containsExactly(new ImageTarget("us-east-2", URI, "v7"));
    assertThat(aws.sources)
        .containsExactly(new ImageSource(
            ImageSource.Kind.JAR,
            JAR,
            Optional.of(new BaseImage.InRegistry("eclipse-temurin:17-jre")),
            List.of(),
            Optional.empty(),
            9000));
  }

  @Test
  void refusesATagThatTheServiceDoesNotRunUnlessNamed(Iasql iasql) {
    shop().build().up(iasql);
    StackImage image = shop().imageTag("v2").build().image().fromJar(JAR);
    assertThatThrownBy(() -> image.push(iasql, aws))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "Stack 'shop' runs the image with tag 'latest', and this description says 'v2'. Bring the rows up to it first with up(iasql), or name the tag to push: image().tag(\"v2\").");
    assertThat(image.tag("v2").deploy(iasql, aws).reference()).isEqualTo(URI + ":v2");
    assertThat(iasql.planApply()).isEmpty();
    assertThatThrownBy(() -> image.tag("not a tag").push(iasql, aws))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The image cannot be pushed. Image tag 'not a tag' is not allowed");
  }

  @Test
  void deploysByARedeploymentOfTheService(Iasql iasql) {
    QuickstartStack stack = shop().build();
    stack.up(iasql);
    assertThat(stack.image().fromArchive(Path.of("shop.tar")).deploy(iasql, aws).changes())
        .extracting(Change::toString)
        .singleElement()
        .asString()
        .startsWith("update service shop-service");
    assertThat(stack.redeploy(iasql)).hasSize(1);
    assertThat(iasql.planApply()).isEmpty();
  }

  @Test
  void saysThatTheStackIsNotUp(Iasql iasql) {
    QuickstartStack stack = shop().build();
    StackImage image = stack.image().fromJar(JAR);
    assertThatThrownBy(() -> image.push(iasql, aws))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("Stack 'shop' is not up: this database has not its modules");
    iasql.install(QuickstartStack.modules());
    assertThatThrownBy(() -> image.deploy(iasql, aws))
        .hasMessage(
            "Stack 'shop' is not up: this database has no repository 'shop-repository'. Bring it up first with up(iasql), or apply its rows.");
    iasql.useTransaction(stack::up);
    assertThatThrownBy(() -> image.push(iasql, aws))
        .hasMessageContaining("AWS has assigned no address to repository 'shop-repository' yet.");
    assertThatThrownBy(() -> stack.redeploy(iasql))
        .hasMessageContaining("AWS has no service 'shop-service' yet.");
    assertThat(aws.targets).isEmpty();
  }

  @Test
  void namesEveryProblemOfADescriptionAtOnce(Iasql iasql) {
    QuickstartStack stack = shop().build();
    assertThatThrownBy(() -> stack.image().workingDirectory("app").push(iasql, aws))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The image cannot be built. Nothing was named to make it from: use fromDirectory, fromJar or fromArchive. The working directory 'app' is not absolute: it starts with '/'.");
    assertThatThrownBy(() -> stack.image().fromDirectory(Path.of("x")).push(iasql, aws))
        .hasMessageContaining("A directory needs something to be laid over");
    assertThatThrownBy(() -> stack.image().fromDirectory(Path.of("x")).scratch().push(iasql, aws))
        .hasMessageContaining("Over scratch() nothing says what to run");
    assertThatThrownBy(() -> stack.image().fromJar(JAR).scratch().push(iasql, aws))
        .hasMessageContaining("A jar needs Java, which scratch() has not");
    assertThatThrownBy(
            () -> stack.image().fromArchive(JAR).baseImage("debian:12").push(iasql, aws))
        .hasMessageContaining("An archive is a whole image, which has no base");
  }

  @Test
  void tellsTheCommandsOfDockerWithoutAPassword(Iasql iasql) {
    QuickstartStack stack = shop().build();
    stack.up(iasql);
    assertThat(stack.image().dockerCommands(iasql)).isEqualTo("""
            aws ecr get-login-password --region us-east-2 | docker login --username AWS --password-stdin 123456789012.dkr.ecr.us-east-2.amazonaws.com
            docker build --platform linux/amd64 --tag %1$s:latest .
            docker push %1$s:latest""".formatted(URI));
    assertThat(stack.image().dockerCommands(iasql, "shop:dev"))
        .contains("\ndocker tag shop:dev " + URI + ":latest\n");
    assertThatThrownBy(() -> stack.image().dockerCommands(iasql, "shop; rm -rf /"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'shop; rm -rf /' is no name of an image");
  }
}
