package org.iasql.engine.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.iasql.engine.observe.Ending;
import org.iasql.engine.observe.EngineObserver;
import org.iasql.engine.observe.ObservedAwsCall;
import org.iasql.engine.observe.ObservedOperation;

/**
 * Spans of an engine: {@code IasqlEngine.builder().observe(new EngineSpans(openTelemetry))}. A call of a
 * SQL function is one span, and each call of AWS made for it one below it; {@code
 * docs/observability.md} lists the attributes.
 */
public final class EngineSpans implements EngineObserver {
  private final Tracer tracer;
  private final Map<UUID, Span> open = new ConcurrentHashMap<>();

  /** @param openTelemetry gives the tracer, named {@code org.iasql.engine} */
  public EngineSpans(OpenTelemetry openTelemetry) {
    this.tracer = openTelemetry.getTracer("org.iasql.engine");
  }

  @Override
  public void operationStarted(ObservedOperation operation) {
    open.put(
        operation.id(),
        tracer
            .spanBuilder("iasql " + operation.type())
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("iasql.operation.id", operation.id().toString())
            .setAttribute("iasql.operation.type", operation.type())
            .startSpan());
  }

  @Override
  public void operationEnded(ObservedOperation operation, Ending ending) {
    Span span = open.remove(operation.id());
    if (span != null) {
      end(span, ending);
      span.end();
    }
  }

  /** The call is over when it is told of: its span is made with the times that it had. */
  @Override
  public void awsCalled(ObservedAwsCall call) {
    Instant end = Instant.now();
    SpanBuilder builder = tracer
        .spanBuilder(call.service() + "." + call.method())
        .setNoParent()
        .setSpanKind(SpanKind.CLIENT)
        .setStartTimestamp(end.minus(call.ending().duration()))
        .setAttribute("rpc.system", "aws-api")
        .setAttribute("rpc.service", call.service())
        .setAttribute("rpc.method", call.method())
        .setAttribute("iasql.aws.attempt", call.attempt());
    call.operation().ifPresent(id -> {
      builder.setAttribute("iasql.operation.id", id.toString());
      Span parent = open.get(id);
      if (parent != null) {
        builder.setParent(Context.root().with(parent));
      }
    });
    Span span = builder.startSpan();
    end(span, call.ending());
    span.end(end);
  }

  private static void end(Span span, Ending ending) {
    ending.error().ifPresent(error -> {
      span.setAttribute("error.type", error);
      span.setStatus(StatusCode.ERROR);
    });
  }
}
