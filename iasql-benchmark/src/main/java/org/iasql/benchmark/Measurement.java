package org.iasql.benchmark;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one SQL function took, once. */
record Measurement(Duration time, List<TimedCall> calls) {
  /** Returns the one of median time; of an even number, the slower of the two in the middle. */
  static Measurement median(List<Measurement> measurements) {
    return measurements.stream()
        .sorted(Comparator.comparing(Measurement::time))
        .toList()
        .get(measurements.size() / 2);
  }

  /** Returns how often each operation was called, in one line. */
  String callsByName() {
    Map<String, Integer> counts = new TreeMap<>();
    calls.forEach(call -> counts.merge(call.operation(), 1, Integer::sum));
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", "));
  }
}
