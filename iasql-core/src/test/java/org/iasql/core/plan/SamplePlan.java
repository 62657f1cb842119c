package org.iasql.core.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.iasql.core.Action;
import org.iasql.core.resource.JsonDocument;

/** Plans of any size and with any names. */
final class SamplePlan {
  private SamplePlan() {}

  static PlanDocument of(ChangeDetails... changes) {
    return new PlanDocument(
        "0.1.0",
        Instant.parse("2026-01-02T03:04:05Z"),
        new PlanDocument.Database("app", "7412345678901234567", 16384),
        "123456789012",
        0,
        List.of(changes));
  }

  static ChangeDetails change(int number, Action action, String name, Integer... waitsFor) {
    return new ChangeDetails(
        number,
        action,
        "log_group",
        Optional.of(number),
        name,
        Optional.empty(),
        Optional.of(JsonDocument.parse("{\"log_group_name\": \"x\"}")),
        List.of(new ColumnDetails(
            "log_group_name",
            Optional.empty(),
            Optional.of(
                JsonDocument.of(com.fasterxml.jackson.databind.node.TextNode.valueOf(name))),
            true,
            false)),
        Optional.of("Because of " + name),
        List.of(waitsFor),
        List.of("logs:CreateLogGroup"),
        List.of("arn"));
  }

  /** Changes in a tree: each waits for one before it. */
  static PlanDocument ofSize(int size) {
    List<ChangeDetails> changes = new ArrayList<>();
    IntStream.rangeClosed(1, size)
        .forEach(number -> changes.add(change(
            number,
            Action.values()[number % 4],
            "group-" + number,
            number < 20 ? new Integer[0] : new Integer[] {number / 4})));
    return of(changes.toArray(ChangeDetails[]::new));
  }
}
