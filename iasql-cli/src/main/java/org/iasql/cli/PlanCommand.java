package org.iasql.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.plan.PlanDocument;
import org.iasql.core.plan.PlanPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code iasql plan}: what an apply would do. */
@Command(
    name = "plan",
    description = "Shows what an apply would change in AWS. Exits with 2 if there is something.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class PlanCommand extends ClientCommand {
  @Option(names = "--sync", description = "Shows what a sync would change in the rows instead.")
  private boolean sync;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Keeps the plan in a file: 'iasql apply FILE' carries out exactly that.")
  private @Nullable Path out;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Draws the plan as one self-contained page.")
  private @Nullable Path html;

  @Spec
  private CommandSpec spec;

  @Override
  int run(Iasql iasql) {
    if (sync && (out != null || html != null)) {
      throw new ParameterException(
          spec.commandLine(), "--out and --html keep the plan of an apply: leave out --sync.");
    }
    List<String> notices = new ArrayList<>();
    iasql.onProgress(notice -> notices.add(notice.text()));
    List<Change> plan = plan(iasql);
    if (output.json()) {
      var document = Json.object();
      document.set("changes", Json.rows(plan));
      notices.forEach(document.putArray("notices")::add);
      output.print(document);
    } else {
      notices.forEach(output.err()::println);
      show(output, plan);
    }
    return plan.isEmpty() ? 0 : CHANGES_PENDING;
  }

  private List<Change> plan(Iasql iasql) {
    if (sync) {
      return iasql.planSync();
    }
    if (out == null && html == null) {
      return iasql.planApply();
    }
    PlanDocument plan = iasql.plan();
    if (out != null) {
      PlanFile.write(out, plan.toJson());
    }
    if (html != null) {
      PlanFile.write(html, PlanPage.page(plan));
    }
    return PlanFile.changes(plan);
  }

  /** Prints changes as a table, or that there are none. */
  static void show(OutputOptions output, List<Change> changes) {
    if (changes.isEmpty()) {
      output.out().println("Nothing to do: the account is as the rows say.");
    } else {
      output.table(Change.class, changes);
    }
  }
}
