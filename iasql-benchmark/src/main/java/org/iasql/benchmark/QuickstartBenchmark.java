package org.iasql.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iasql.core.Iasql;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.quickstart.QuickstartStack;

/** The tutorial's stack, up and down, with calls that take no time and with calls of 80 ms. */
final class QuickstartBenchmark {
  /** At 80 ms. Apply: 1.3 times the five levels of its graph, which are 0.4 s, and 0.1 s. */
  private static final Map<String, Target> TARGETS = Map.of(
      "install", new Target(0.5, 14),
      "preview", new Target(0.45, 20),
      "apply", new Target(0.62, 32),
      "second_apply", new Target(0.45, 20),
      "down", new Target(1.0, 42));

  private static final Target NO_TARGET = new Target(Target.NONE, Target.NONE);
  private static final double MOST_HEAP = 128;

  private final Report report;
  private final int runs;
  private long liveHeap;

  QuickstartBenchmark(Report report, int runs) {
    this.report = report;
    this.runs = runs;
  }

  void run() {
    try (EmbeddedDatabase server = EmbeddedDatabase.start();
        PeakHeap heap = PeakHeap.start()) {
      pass(server, heap, Duration.ZERO);
      for (Duration latency : List.of(Duration.ZERO, Duration.ofMillis(80))) {
        report(server, heap, latency);
      }
      report.heap("quickstart.peak_heap", heap.bytes(), MOST_HEAP);
      report.heap("quickstart.live_heap", liveHeap, Target.NONE);
      report.heap("quickstart.heap_limit", Runtime.getRuntime().maxMemory(), Target.NONE);
    }
  }

  private void report(EmbeddedDatabase server, PeakHeap heap, Duration latency) {
    List<Map<String, Measurement>> passes = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      passes.add(pass(server, heap, latency));
    }
    Run.medians(passes).forEach((step, median) -> {
      String name = "quickstart.%dms.%s".formatted(latency.toMillis(), step);
      Target target = latency.isZero() ? NO_TARGET : TARGETS.getOrDefault(step, NO_TARGET);
      report.step(name, median, target);
      if (!latency.isZero() && Set.of("apply", "down", "undo").contains(step)) {
        report.criticalPath(name, median, latency);
      }
    });
  }

  /** Rows are written beforehand: what is measured is one call of a SQL function, commit included. */
  private Map<String, Measurement> pass(EmbeddedDatabase server, PeakHeap heap, Duration latency) {
    SimulatedAws account = SimulatedAws.builder().latency(latency).build();
    QuickstartStack stack = QuickstartStack.builder().build();
    try (Run run = new Run(server, account)) {
      Iasql iasql = run.client();
      run.measure("install", () -> iasql.install(QuickstartStack.modules()));
      iasql.useTransaction(stack::up);
      run.measure("apply", iasql::apply);
      run.measure("preview", iasql::planApply);
      run.measure("second_apply", iasql::apply);
      run.measure("sync", iasql::sync);
      liveHeap = Math.max(liveHeap, heap.liveBytes());
      iasql.useTransaction(stack::down);
      run.measure("down", iasql::apply);
      rollBack(run, iasql, stack);
      return run.measurements();
    }
  }

  /** Measures from the ROLLBACK of a finished apply until everything that it made is gone. */
  private static void rollBack(Run run, Iasql iasql, QuickstartStack stack) {
    iasql.useTransaction(tx -> {
      stack.up(tx);
      tx.apply();
      tx.rollback();
      run.begin();
    });
    iasql.upgrade(); // A writing call waits until what was before it is settled.
    run.end("undo");
  }
}
