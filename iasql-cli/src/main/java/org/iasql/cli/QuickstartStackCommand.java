package org.iasql.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.StackOutputs;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code iasql quickstart up}, {@code plan}, {@code status} and {@code down} share: a stack, and an engine that runs. */
abstract class QuickstartStackCommand extends ClientCommand {
  @ArgGroup(validate = false, heading = "%nThe stack, each with its default:%n")
  private final StackOptions options = new StackOptions();

  @Override
  final int run(Iasql iasql) {
    return run(iasql, options.build());
  }

  abstract int run(Iasql iasql, QuickstartStack stack);

  /** Prints changes, as a table or as JSON. */
  void print(ObjectNode document, List<Change> changes) {
    if (output.json()) {
      document.set("changes", Json.rows(changes));
      output.print(document);
    } else {
      PlanCommand.show(output, changes);
    }
  }

  /** Shows a plan and asks; empty if there is nothing to do or nobody wants it. */
  boolean agrees(Iasql iasql, List<Change> plan, String warning) {
    PlanCommand.show(output, plan);
    if (plan.isEmpty()) {
      return false;
    }
    if (!Consent.given(output.out(), ApplyCommand.account(iasql), warning)) {
      output.out().println("Nothing was changed in AWS.");
      return false;
    }
    return true;
  }

  /** JSON leaves no room for a question. */
  void requireYes(boolean yes) {
    if (output.json() && !yes) {
      throw new IasqlException(
          "With --json nobody is asked, so nothing was changed. Add --yes to go ahead whatever the plan is.");
    }
  }

  /** {@code iasql quickstart plan}. */
  @Command(
      name = "plan",
      description = "Shows what 'up' would do. Exits with 2 if there is something.",
      sortOptions = false,
      mixinStandardHelpOptions = true)
  static final class Plan extends QuickstartStackCommand {
    @Override
    int run(Iasql iasql, QuickstartStack stack) {
      List<Change> plan = stack.plan(iasql);
      print(Json.object(), plan);
      return plan.isEmpty() ? 0 : CHANGES_PENDING;
    }
  }

  /** {@code iasql quickstart up}. */
  @Command(
      name = "up",
      description = "Writes the stack's rows, and applies them; shows the plan and asks first.",
      sortOptions = false,
      mixinStandardHelpOptions = true)
  static final class Up extends QuickstartStackCommand {
    @Option(names = "--yes", description = "Goes ahead without asking.")
    private boolean yes;

    @Override
    int run(Iasql iasql, QuickstartStack stack) {
      requireYes(yes);
      iasql.install(QuickstartStack.modules());
      if (!yes && !agrees(iasql, stack.plan(iasql), " It costs money while it is up.")) {
        return 0;
      }
      try (ProgressDisplay progress = ProgressDisplay.of(output, iasql)) {
        iasql.onProgress(progress);
        StackOutputs up = stack.up(iasql);
        print(
            Json.object()
                .put("repository_uri", up.repositoryUri())
                .put("load_balancer_dns_name", up.loadBalancerDnsName())
                .put("health_url", up.healthUrl()),
            up.changes());
        if (!output.json()) {
          output.out().println("repository     " + up.repositoryUri());
          output.out().println("load balancer  " + up.loadBalancerDnsName());
          output.out().println("health check   " + up.healthUrl());
        }
      }
      return 0;
    }
  }

  /** {@code iasql quickstart down}. */
  @Command(
      name = "down",
      description = "Deletes the stack's rows, and applies that; shows the plan and asks first.",
      sortOptions = false,
      mixinStandardHelpOptions = true)
  static final class Down extends QuickstartStackCommand {
    @Option(names = "--yes", description = "Goes ahead without asking.")
    private boolean yes;

    @Override
    int run(Iasql iasql, QuickstartStack stack) {
      requireYes(yes);
      iasql.install(QuickstartStack.modules());
      if (!yes && !agrees(iasql, plan(iasql, stack), "")) {
        return 0;
      }
      try (ProgressDisplay progress = ProgressDisplay.of(output, iasql)) {
        iasql.onProgress(progress);
        print(Json.object(), stack.down(iasql));
      }
      return 0;
    }

    private static List<Change> plan(Iasql iasql, QuickstartStack stack) {
      return iasql.withTransaction(tx -> {
        stack.down(tx);
        List<Change> plan = tx.planApply();
        tx.rollback();
        return plan;
      });
    }
  }

  /** {@code iasql quickstart status}. */
  @Command(
      name = "status",
      description =
          "Says whether the stack is up, and where. Exits with 2 if 'up' would change it.",
      sortOptions = false,
      mixinStandardHelpOptions = true)
  static final class Status extends QuickstartStackCommand {
    @Override
    int run(Iasql iasql, QuickstartStack stack) {
      int changes = stack.plan(iasql).size();
      Optional<String> address = address(iasql, stack.name() + "-load-balancer");
      String state = address.isEmpty() ? "down" : changes == 0 ? "up" : "changed";
      if (output.json()) {
        output.print(Json.object()
            .put("name", stack.name())
            .put("state", state)
            .put("changes", changes)
            .put("load_balancer_dns_name", address.orElse(null)));
      } else {
        output
            .out()
            .println("Stack '%s' is %s%s".formatted(stack.name(), state, text(address, changes)));
      }
      return changes == 0 ? 0 : CHANGES_PENDING;
    }

    private static String text(Optional<String> address, int changes) {
      return address.map(name -> " at " + name).orElse("")
          + (changes == 0 ? "." : "; 'iasql quickstart plan' shows " + changes + " changes.");
    }

    private static Optional<String> address(Iasql iasql, String loadBalancer) {
      return iasql.withHandle(handle -> {
        boolean installed = handle
            .createQuery("SELECT to_regclass('public.load_balancer') IS NOT NULL")
            .mapTo(Boolean.class)
            .one();
        return installed
            ? handle
                .createQuery("SELECT dns_name FROM public.load_balancer"
                    + " WHERE load_balancer_name = ? AND dns_name IS NOT NULL")
                .bind(0, loadBalancer)
                .mapTo(String.class)
                .findFirst()
            : Optional.empty();
      });
    }
  }
}
