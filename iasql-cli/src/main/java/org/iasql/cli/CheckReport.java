package org.iasql.cli;

import java.util.List;
import java.util.Optional;

/** Prints checks, one line each, and tells by the exit code whether something is missing. */
final class CheckReport {
  private CheckReport() {}

  /** Returns 1 if something is missing, else 0. */
  static int print(OutputOptions output, List<Check> checks) {
    boolean complete = checks.stream().noneMatch(Check::isMissing);
    if (output.json()) {
      var document = Json.object().put("ok", complete);
      document.set("checks", Json.rows(checks));
      output.print(document);
      return complete ? 0 : 1;
    }
    int name = width(checks.stream().map(Check::name).toList());
    int state = width(checks.stream().map(check -> check.state().toString()).toList());
    for (Check check : checks) {
      output
          .out()
          .println(("%-" + name + "s  %-" + state + "s  %s")
              .formatted(check.name(), check.state(), check.found()));
      check
          .mend()
          .map(mend -> mend.indent(name + 2).stripTrailing())
          .ifPresent(output.out()::println);
    }
    return complete ? 0 : 1;
  }

  private static int width(List<String> texts) {
    Optional<Integer> longest = texts.stream().map(String::length).max(Integer::compare);
    return longest.orElse(1);
  }
}
