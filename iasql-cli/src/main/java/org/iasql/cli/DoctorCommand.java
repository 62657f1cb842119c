package org.iasql.cli;

import java.util.ArrayList;
import java.util.List;
import org.iasql.core.EngineUnavailableException;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code iasql doctor}: what keeps a database and its engines from working. */
@Command(
    name = "doctor",
    description = {
      "Checks whether an engine answers, and if none is there what 'iasql connect' checks; names what",
      "earlier operations left behind, and a database that is a copy. Changes nothing."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class DoctorCommand extends ClientCommand {
  private static final String START_ONE = "iasql engine --url ...";

  @Mixin
  private AccountOptions account;

  @Override
  int run(Iasql iasql) {
    List<Check> checks = new ArrayList<>(iasql.withHandle(DatabaseChecks::ofClient));
    List<EngineSessions.Engine> engines = EngineSessions.of(iasql);
    if (engines.isEmpty()) {
      checks.addAll(iasql.withHandle(DatabaseChecks::ofEngine).stream()
          .filter(check -> !checks.contains(check))
          .toList());
    }
    checks.addAll(AccountChecks.of(account));
    checks.add(
        engines.isEmpty()
            ? Check.missing("engines", "none is connected", START_ONE)
            : Check.ok(
                "engines",
                engines.size() == 1 ? "1 is connected" : engines.size() + " are connected"));
    if (answers(iasql, checks)) {
      checkPlan(iasql, checks);
    }
    return CheckReport.print(output, checks);
  }

  private static boolean answers(Iasql iasql, List<Check> checks) {
    long start = System.nanoTime();
    try {
      String version = iasql.version();
      long millis = (System.nanoTime() - start) / 1_000_000;
      checks.add(Check.ok("answer", "version " + version + " answered in " + millis + " ms"));
      return true;
    } catch (EngineUnavailableException e) {
      checks.add(Check.missing("answer", "no engine answered", String.valueOf(e.getMessage())));
      return false;
    }
  }

  /** Plans name what waits for a person: leftovers, operations that nobody settled, a copied database. */
  private static void checkPlan(Iasql iasql, List<Check> checks) {
    if (iasql.installedModules().isEmpty()) {
      checks.add(Check.skipped("plan", "no module is installed; 'iasql modules' lists them"));
      return;
    }
    List<String> notices = new ArrayList<>();
    iasql.onProgress(notice -> notices.add(notice.text()));
    try {
      int changes = iasql.planApply().size();
      checks.add(Check.ok(
          "plan", changes == 0 ? "nothing to do" : changes + " changes wait for an apply"));
    } catch (IasqlException e) {
      checks.add(Check.missing("plan", "refused", String.valueOf(e.getMessage())));
    }
    if (notices.isEmpty()) {
      checks.add(Check.ok("left to settle", "nothing"));
    }
    notices.forEach(notice -> checks.add(Check.missing("left to settle", "see below", notice)));
  }
}
