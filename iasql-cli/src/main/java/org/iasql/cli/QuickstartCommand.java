package org.iasql.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.iasql.core.IasqlException;
import org.iasql.quickstart.QuickstartStack;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code iasql quickstart}: runs the tutorial, and shows each stage. */
@Command(
    name = "quickstart",
    description = {
      "Runs the tutorial: rows become a container service behind a load balancer, and go again.",
      "By default all of it happens in this program: its own PostgreSQL, a simulated AWS account.",
      "The commands below work on a stack of your own, in a database whose engine runs."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    subcommands = {
      QuickstartStackCommand.Up.class,
      QuickstartStackCommand.Plan.class,
      QuickstartStackCommand.Status.class,
      QuickstartPushCommand.class,
      QuickstartStackCommand.Down.class
    })
final class QuickstartCommand implements Callable<Integer> {
  @ArgGroup(validate = false, heading = "%nThe stack, each with its default:%n")
  private final StackOptions options = new StackOptions();

  @Mixin
  private final Target target = new Target();

  @Option(names = "--yes", description = "Does not ask before the first change of a real account.")
  private boolean yes;

  @Option(names = "--keep", description = "Leaves the stack up.")
  private boolean keep;

  @Option(names = "--down", description = "Only takes down a stack that --keep has left up.")
  private boolean down;

  @Option(names = "--iam-policy", description = "Prints the least IAM policy that this needs.")
  private boolean iamPolicy;

  @Mixin
  private OutputOptions output;

  @Override
  public Integer call() {
    PrintWriter out = text();
    if (iamPolicy) {
      output.out().println(IamPolicy.document());
      return 0;
    }
    QuickstartStack stack = options.build();
    if (output.json() && target.isRealAccount() && !yes) {
      throw new IasqlException(
          "With --json nobody is asked, so nothing was changed. Add --yes to go ahead whatever the plan is.");
    }
    if ((keep || down) && !target.isSimulated() && !target.remembers()) {
      throw new IllegalArgumentException(
          "--keep and --down need a database that remembers the stack: add --url, or --data DIRECTORY.");
    }
    Stages stages = new Stages(out);
    out.println("IaSQL quickstart on " + target.describe());
    if (!target.isSimulated()) {
      stages.run(
          "Ask AWS whose account this is",
          target::account,
          caller ->
              out.println("   AWS account %s, as %s.".formatted(caller.accountId(), caller.arn())));
    }
    Target.Running running = stages.run("Start the engine", target::start, started -> {});
    try (running) {
      Tutorial tutorial =
          new Tutorial(stack, running.client(), stages, out, target.isRealAccount());
      return run(tutorial, running, stages);
    }
  }

  /** With JSON, the text that comes meanwhile is no result. */
  private PrintWriter text() {
    return output.json() ? output.err() : output.out();
  }

  private void end(Stages stages) {
    stages.total();
    if (output.json()) {
      output.print(stages.document());
    }
  }

  private int run(Tutorial tutorial, Target.Running running, Stages stages) {
    PrintWriter out = text();
    tutorial.install();
    boolean changes = down ? tutorial.planDown() : tutorial.plan();
    if (changes
        && target.isRealAccount()
        && !yes
        && !Consent.given(out, tutorial.account(), down ? "" : " It costs money while it is up.")) {
      out.println("Nothing was changed in AWS.");
      return 0;
    }
    if (down) {
      tutorial.down();
      end(stages);
      return 0;
    }
    tutorial.up();
    if (!keep) {
      tutorial.down();
      tutorial.checkNothingIsLeft();
      end(stages);
      return 0;
    }
    end(stages);
    if (!target.remembers()) {
      out.println();
      out.println("The stack stays up until Ctrl-C. Look at its rows with:");
      out.println("  psql " + running.local().orElseThrow().url());
      Interruption.await(); // What runs is closed by the caller.
    }
    return 0;
  }
}
