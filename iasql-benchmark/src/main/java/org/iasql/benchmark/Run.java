package org.iasql.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.iasql.core.Iasql;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;

/** A fresh database and an engine on one account, for one pass through the steps of a benchmark. */
final class Run implements AutoCloseable {
  private static final String DATABASE = "bench";

  private final EmbeddedDatabase server;
  private final LocalIasql local;
  private final CallTimes calls = new CallTimes();
  private final Map<String, Measurement> measurements = new LinkedHashMap<>();
  private long began;

  Run(EmbeddedDatabase server, SimulatedAws account) {
    this.server = server;
    account.onCall(calls);
    this.local = LocalIasql.builder().database(server, DATABASE).aws(account).start();
  }

  /** The client. */
  Iasql client() {
    return local.client();
  }

  /** Measures a step. */
  void measure(String name, Runnable step) {
    begin();
    step.run();
    end(name);
  }

  /** Begins a step that is measured until {@link #end}. */
  void begin() {
    calls.take();
    began = System.nanoTime();
  }

  /** Ends the step that was begun last. */
  void end(String name) {
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    measurements.put(name, new Measurement(time, calls.take()));
  }

  /** What was measured, by step, in the order of the steps. */
  Map<String, Measurement> measurements() {
    return measurements;
  }

  /** Returns the median of each step. */
  static Map<String, Measurement> medians(List<Map<String, Measurement>> runs) {
    Map<String, List<Measurement>> byStep = new LinkedHashMap<>();
    runs.forEach(run -> run.forEach((step, measurement) ->
        byStep.computeIfAbsent(step, s -> new ArrayList<>()).add(measurement)));
    Map<String, Measurement> medians = new LinkedHashMap<>();
    byStep.forEach((step, measurements) -> medians.put(step, Measurement.median(measurements)));
    return medians;
  }

  @Override
  public void close() {
    local.close();
    server.dropDatabase(DATABASE);
  }
}
