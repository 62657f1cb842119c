package org.iasql.cli;

import java.util.ArrayList;
import java.util.List;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code iasql plan}: what an apply would do. */
@Command(
    name = "plan",
    description = "Shows what an apply would change in AWS. Exits with 2 if there is something.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class PlanCommand extends ClientCommand {
  @Option(names = "--sync", description = "Shows what a sync would change in the rows instead.")
  private boolean sync;

  @Override
  int run(Iasql iasql) {
    List<String> notices = new ArrayList<>();
    iasql.onProgress(notice -> notices.add(notice.text()));
    List<Change> plan = sync ? iasql.planSync() : iasql.planApply();
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

  /** Prints changes as a table, or that there are none. */
  static void show(OutputOptions output, List<Change> changes) {
    if (changes.isEmpty()) {
      output.out().println("Nothing to do: the account is as the rows say.");
    } else {
      output.table(Change.class, changes);
    }
  }
}
