package org.iasql.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.core.plan.PlanDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code iasql apply}: changes the account until it is as the rows say. */
@Command(
    name = "apply",
    description = "Changes AWS until it is as the rows say; shows the plan and asks first.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class ApplyCommand extends ClientCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "A plan that 'iasql plan --out FILE' has kept: exactly that is applied, or nothing.")
  private @Nullable Path file;

  @Option(names = "--yes", description = "Applies without asking.")
  private boolean yes;

  @Option(
      names = "--max-deletes",
      paramLabel = "N",
      description = "Refuses a plan that deletes or replaces more resources.")
  private @Nullable Integer maxDeletes;

  @Override
  int run(Iasql iasql) {
    if (output.json() && !yes) {
      throw new IasqlException(
          "With --json nobody is asked, so nothing was changed. Add --yes to apply whatever the plan is.");
    }
    Optional<PlanDocument> kept = Optional.ofNullable(file).map(PlanFile::read);
    Optional<List<Change>> agreed = Optional.empty();
    if (!yes) {
      List<Change> plan = kept.map(PlanFile::changes).orElseGet(iasql::planApply);
      PlanCommand.show(output, plan);
      if (plan.isEmpty()) {
        return 0;
      }
      if (!Consent.given(output.out(), account(iasql), "")) {
        output.out().println("Nothing was changed in AWS.");
        return 0;
      }
      agreed = Optional.of(plan);
    }
    print(apply(iasql, kept, agreed));
    return 0;
  }

  private List<Change> apply(
      Iasql iasql, Optional<PlanDocument> kept, Optional<List<Change>> agreed) {
    try (ProgressDisplay progress = ProgressDisplay.of(output, iasql)) {
      return iasql.withTransaction(tx -> {
        if (maxDeletes != null) {
          tx.handle()
              .execute("SELECT set_config('iasql.max_deletes', ?, true)", maxDeletes.toString());
        }
        if (kept.isPresent()) {
          tx.onProgress(progress);
          return tx.apply(kept.get());
        }
        if (agreed.isPresent() && !new ArrayList<>(tx.planApply()).equals(agreed.get())) {
          throw new IasqlException(
              "The plan is not the one that you agreed to any more: rows or the account have changed meanwhile. Nothing was changed in AWS. Run 'iasql apply' again.");
        }
        tx.onProgress(progress);
        return tx.apply();
      });
    }
  }

  private void print(List<Change> changes) {
    if (output.json()) {
      var document = Json.object();
      document.set("changes", Json.rows(changes));
      output.print(document);
    } else {
      PlanCommand.show(output, changes);
    }
  }

  /** Names the account and the region. */
  static String account(Iasql iasql) {
    return iasql.withHandle(handle -> handle
        .createQuery("SELECT format('AWS account %s in region %s', account_id, region)"
            + " FROM public.aws_account")
        .mapTo(String.class)
        .findFirst()
        .orElse("the AWS account"));
  }
}
