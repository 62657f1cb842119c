package org.iasql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final StringWriter text = new StringWriter();
  private final Report report = new Report(new PrintWriter(text));

  private static Measurement measurement(int millis, String... operations) {
    return new Measurement(
        Duration.ofMillis(millis),
        List.of(operations).stream()
            .map(name -> new TimedCall(name, Instant.EPOCH, Instant.EPOCH.plusMillis(80)))
            .toList());
  }

  @Test
  void printsTargetsBesideValues() {
    report.step("a", measurement(580, "ListRoles", "ListRoles", "CreateRole"), new Target(0.5, 3));

    assertThat(text.toString().lines())
        .containsExactly(
            "a.time: 0.580 s (target: 0.50 s, missed)",
            "a.calls: 3 calls (target: 3 calls, met)",
            "a.calls_by_name: CreateRole 1, ListRoles 2");
  }

  @Test
  void printsValuesAloneWithoutTargets() {
    report.step("a", measurement(12), new Target(Target.NONE, Target.NONE));

    assertThat(text.toString().lines())
        .containsExactly("a.time: 0.012 s", "a.calls: 0 calls", "a.calls_by_name: none");
  }

  @Test
  void printsTheCriticalPathInSecondsAndLevels() {
    report.criticalPath("a", measurement(200, "ListRoles"), Duration.ofMillis(80));

    assertThat(text.toString().lines()).containsExactly("a.critical_path: 0.08 s, 1 levels");
  }

  @Test
  void takesTheRunOfMedianTime() {
    Measurement median =
        Measurement.median(List.of(measurement(3), measurement(1), measurement(2)));

    assertThat(median.time()).isEqualTo(Duration.ofMillis(2));
  }
}
