package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.LocalIasql;
import org.iasql.quickstart.QuickstartStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code quickstart push} says before it reaches AWS. */
@IasqlTest(leaks = Leaks.IGNORE)
class ImageOptionsTest {
  @TempDir
  private Path directory;

  private Invocation push(LocalIasql local, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "quickstart";
    arguments[1] = "push";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Invocation.on(directory, local.url(), arguments);
  }

  @Test
  void namesEveryProblemAtOnce(LocalIasql local) {
    Invocation push = push(local, "--directory", "a", "--jar", "b", "--timeout", "0");
    assertThat(push.status()).isEqualTo(64);
    assertThat(push.err())
        .contains("Name one thing to make the image from")
        .contains("--directory needs something to be laid over")
        .contains("--timeout 0 would not wait at all");
    assertThat(push(local, "--archive", "a", "--scratch").err()).contains("which has no base");
    assertThat(push(local, "--jar", "a", "--scratch").err()).contains("needs Java");
    assertThat(push(local, "--directory", "a", "--scratch").err()).contains("add --entrypoint");
    assertThat(push(local, "--jar", "a", "--base-image", "a", "--base-archive", "b")
            .err())
        .contains("exclude one another");
  }

  @Test
  void asksForTheAccount(LocalIasql local) {
    Invocation push = push(local, "--jar", "shop.jar");
    assertThat(push.status()).isEqualTo(1);
    assertThat(push.err()).startsWith("Error: No AWS account is named, and a simulated one has");
  }

  @Test
  void printsTheCommandsOfDocker(LocalIasql local, Iasql iasql) {
    assertThat(push(local, "--docker").err()).startsWith("Error: Stack 'quickstart' is not up: ");
    QuickstartStack.builder().build().up(iasql);
    assertThat(push(local, "--docker").out().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).startsWith("docker build --platform linux/amd64 "))
        .last()
        .asString()
        .matches("docker push .*/quickstart-repository:latest");
    assertThat(
            push(local, "--docker=shop:dev", "--json").json().at("/commands/1").asText())
        .startsWith("docker tag shop:dev ");
  }
}
