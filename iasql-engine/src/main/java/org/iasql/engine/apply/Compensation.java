package org.iasql.engine.apply;

import java.util.List;
import java.util.UUID;

/** What happens to the steps that were done when an apply fails or its transaction is rolled back. */
public interface Compensation {
  /** A step that succeeded, with the AWS id of what it made or changed. */
  record DoneStep(String description, String identity) {}

  /**
   * Deals with the steps of a failed operation.
   *
   * @return full sentences for the caller: what was undone, what was not and what to do
   */
  String compensate(UUID opid, List<DoneStep> done);

  /** Undoes nothing: says what was done, and leaves it to the next plan to name what is left. */
  static Compensation reportOnly() {
    return (opid, done) -> {
      if (done.isEmpty()) {
        return "Nothing had been changed before.";
      }
      List<String> steps =
          done.stream().map(d -> d.description() + " (" + d.identity() + ")").toList();
      return "%d steps of operation %s had been done and are still there: %s. The rows are as before the call; the next plan names what is left."
          .formatted(done.size(), opid, String.join(", ", steps));
    };
  }
}
