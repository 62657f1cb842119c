package org.iasql.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.deploy.AwsDeployment;
import org.iasql.quickstart.PushedImage;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.ServiceState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iasql quickstart push}: the image's way into the stack's repository, and its service's start. */
@Command(
    name = "push",
    description = {
      "Builds the stack's image and pushes it, without Docker; then its service starts anew with it.",
      "The AWS account is the engine's: name it by --region, --profile or --endpoint."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class QuickstartPushCommand extends QuickstartStackCommand {
  private static final int TEN_MINUTES = 600;

  @ArgGroup(validate = false, heading = "%nThe image:%n")
  private final ImageOptions image = new ImageOptions();

  @Mixin
  private AccountOptions account;

  @Option(
      names = "--docker",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "IMAGE",
      description = "Only prints the commands that do it with Docker: for the Dockerfile here, or"
          + " for an image that Docker has.")
  private @Nullable String docker;

  @Option(
      names = "--no-deploy",
      description = "Only pushes: tasks that run keep the image that they started with.")
  private boolean noDeploy;

  @Option(
      names = "--yes",
      description = "Goes ahead though other changes of rows wait, which are applied too.")
  private boolean yes;

  @Option(
      names = "--wait",
      description = "Waits until the tasks are healthy and the server answers.")
  private boolean await;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long --wait waits: ${DEFAULT-VALUE}.")
  private int timeout = TEN_MINUTES;

  @Spec
  private CommandSpec spec;

  @Override
  int run(Iasql iasql, QuickstartStack stack) {
    if (docker != null) {
      return printDocker(iasql, stack, docker);
    }
    check();
    try (AwsDeployment aws =
        AwsDeployment.connect(account.access()).withProgress(step -> progress().println(step))) {
      PushedImage pushed =
          noDeploy ? image.build(stack).push(iasql, aws) : deploy(iasql, stack, aws);
      Optional<ServiceState> healthy = await
          ? Optional.of(stack.awaitHealthy(
              iasql, aws, Duration.ofSeconds(timeout), new Changed(progress())::show))
          : Optional.empty();
      print(pushed, healthy);
    }
    return 0;
  }

  private void check() {
    List<String> problems = image.problems();
    if (timeout < 1) {
      problems.add("--timeout %d would not wait at all: give one above zero.".formatted(timeout));
    }
    if (!problems.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join(" ", problems));
    }
    if (account.isSimulated()) {
      throw new IasqlException(
          "No AWS account is named, and a simulated one has no registry. Name the engine's account by --region, --profile or --endpoint, or add --docker to see the commands that push with Docker.");
    }
  }

  private PushedImage deploy(Iasql iasql, QuickstartStack stack, AwsDeployment aws) {
    int others = yes ? 0 : iasql.planApply().size();
    if (others > 0) {
      throw new IasqlException(
          "Nothing was pushed: %d changes of rows wait for an apply, and starting the service anew would apply them too. 'iasql plan' shows them; apply them first, or add --yes to go ahead with them, or --no-deploy to push alone."
              .formatted(others));
    }
    try (ProgressDisplay display = ProgressDisplay.of(output, iasql)) {
      iasql.onProgress(display);
      return image.build(stack).deploy(iasql, aws);
    }
  }

  private PrintWriter progress() {
    return output.json() ? output.err() : output.out();
  }

  private int printDocker(Iasql iasql, QuickstartStack stack, String localImage) {
    String commands = localImage.isEmpty()
        ? image.named(stack).dockerCommands(iasql)
        : image.named(stack).dockerCommands(iasql, localImage);
    if (output.json()) {
      ObjectNode document = Json.object();
      commands.lines().forEach(document.putArray("commands")::add);
      output.print(document);
    } else {
      output.out().println(commands);
    }
    return 0;
  }

  private void print(PushedImage pushed, Optional<ServiceState> healthy) {
    List<Change> changes = pushed.changes();
    if (output.json()) {
      ObjectNode document =
          Json.object().put("reference", pushed.reference()).put("digest", pushed.digest());
      healthy.ifPresent(state -> document
          .putObject("tasks")
          .put("desired", state.desired())
          .put("running", state.running())
          .put("healthy", state.healthy()));
      print(document, changes);
      return;
    }
    output.out().println("pushed   " + pushed.reference());
    output.out().println("digest   " + pushed.digest());
    output
        .out()
        .println("service  "
            + healthy
                .map(state -> "healthy: " + state)
                .orElse(
                    changes.isEmpty()
                        ? "left as it is"
                        : "starts its tasks anew; --wait follows them"));
  }

  /** Shows what is another look than the one before. */
  private record Changed(PrintWriter out, AtomicReference<String> last) {
    Changed(PrintWriter out) {
      this(out, new AtomicReference<>(""));
    }

    void show(ServiceState state) {
      String now = state.toString();
      if (!last.getAndSet(now).equals(now)) {
        out.println(now);
      }
    }
  }
}
