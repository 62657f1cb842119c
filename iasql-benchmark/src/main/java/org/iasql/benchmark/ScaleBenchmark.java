package org.iasql.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.iasql.core.Iasql;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.quickstart.QuickstartStack;

/** A large account, with calls that take no time: what the engine itself costs. */
final class ScaleBenchmark {
  private static final Map<String, Target> TARGETS = Map.of(
      "install", new Target(1, Target.NONE),
      "noop_apply", new Target(1, Target.NONE),
      "apply", new Target(3, 700));

  private static final Target NO_TARGET = new Target(Target.NONE, Target.NONE);
  private static final String NEW_LOG_GROUPS =
      "INSERT INTO log_group (log_group_name) SELECT '/bench/new-' || n FROM generate_series(1, 200) n";
  private static final String NEW_GROUPS =
      "INSERT INTO security_group (group_name, description) SELECT 'bench-new-' || n, 'bench' FROM generate_series(1, 100) n";

  private final Report report;
  private final int runs;
  private long liveHeap;

  ScaleBenchmark(Report report, int runs) {
    this.report = report;
    this.runs = runs;
  }

  void run() {
    try (EmbeddedDatabase server = EmbeddedDatabase.start();
        PeakHeap heap = PeakHeap.start()) {
      pass(server, heap);
      List<Map<String, Measurement>> passes = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        passes.add(pass(server, heap));
      }
      Run.medians(passes)
          .forEach((step, median) ->
              report.step("scale." + step, median, TARGETS.getOrDefault(step, NO_TARGET)));
      report.heap("scale.peak_heap", heap.bytes(), Target.NONE);
      report.heap("scale.live_heap", liveHeap, Target.NONE);
      report.heap("scale.heap_limit", Runtime.getRuntime().maxMemory(), Target.NONE);
    }
  }

  private Map<String, Measurement> pass(EmbeddedDatabase server, PeakHeap heap) {
    try (Run run = new Run(server, LargeAccount.create())) {
      Iasql iasql = run.client();
      run.measure("install", () -> iasql.install(QuickstartStack.modules()));
      run.measure("noop_apply", iasql::apply);
      iasql.useTransaction(tx -> {
        tx.handle().execute(NEW_LOG_GROUPS);
        tx.handle().execute(NEW_GROUPS);
      });
      run.measure("apply", iasql::apply);
      liveHeap = Math.max(liveHeap, heap.liveBytes());
      return run.measurements();
    }
  }
}
