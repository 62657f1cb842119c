package org.iasql.engine.apply;

import java.util.List;

/**
 * What came of undoing an operation.
 *
 * @param undone steps, as "create load_balancer front (arn...)"
 * @param left what is still there, with the reason
 * @param again whether the engine tries again what is left, because AWS may let it later
 */
record Undone(List<String> undone, List<String> left, boolean again) {
  /** Full sentences for who waited for the operation. */
  String sentences() {
    if (undone.isEmpty() && left.isEmpty()) {
      return "Nothing had been changed before.";
    }
    String done = undone.isEmpty() ? "" : "Undone: " + String.join(", ", undone) + ". ";
    if (left.isEmpty()) {
      return done + "Nothing is left of this call, and the rows are as they were before it.";
    }
    String advice = again
        ? "The engine tries again until that is settled; iasql_operation_step shows how it goes."
        : "The rows are as before the call; the next plan names what is left. Delete it in AWS, or insert a row of its name and take it over with iasql_adopt.";
    return done + "Not undone: " + String.join(" ", left) + " " + advice;
  }
}
