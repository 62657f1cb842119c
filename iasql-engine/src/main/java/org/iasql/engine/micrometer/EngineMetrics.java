package org.iasql.engine.micrometer;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.iasql.engine.observe.Ending;
import org.iasql.engine.observe.EngineObserver;
import org.iasql.engine.observe.ObservedAwsCall;
import org.iasql.engine.observe.ObservedOperation;

/**
 * Metrics of an engine: {@code IasqlEngine.builder().observe(new EngineMetrics(registry))}. Their tags
 * have few values, and name no resource: {@code docs/observability.md} lists them.
 */
public final class EngineMetrics implements EngineObserver {
  private static final String NO_ERROR = "none";

  private final MeterRegistry registry;
  private final Map<UUID, LongTaskTimer.Sample> active = new ConcurrentHashMap<>();

  /** @param registry where the meters are registered */
  public EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void operationStarted(ObservedOperation operation) {
    active.put(
        operation.id(),
        LongTaskTimer.builder("iasql.operations.active")
            .description("Calls of SQL functions that the engine answers now")
            .tag("type", operation.type())
            .register(registry)
            .start());
  }

  @Override
  public void operationEnded(ObservedOperation operation, Ending ending) {
    LongTaskTimer.Sample sample = active.remove(operation.id());
    if (sample != null) {
      sample.stop();
    }
    Timer.builder("iasql.operations")
        .description("Calls of SQL functions, from the claim to the answer or error")
        .tag("type", operation.type())
        .tag("error", ending.error().orElse(NO_ERROR))
        .register(registry)
        .record(ending.duration());
  }

  @Override
  public void awsCalled(ObservedAwsCall call) {
    Timer.builder("iasql.aws.calls")
        .description("Calls of AWS, each attempt on its own")
        .tag("service", call.service())
        .tag("operation", call.method())
        .tag("error", call.ending().error().orElse(NO_ERROR))
        .register(registry)
        .record(call.ending().duration());
    if (call.attempt() > 1) {
      registry
          .counter("iasql.aws.retries", "service", call.service(), "operation", call.method())
          .increment();
    }
  }
}
