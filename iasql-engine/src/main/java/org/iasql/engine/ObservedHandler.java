package org.iasql.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.iasql.engine.observe.Ending;
import org.iasql.engine.observe.EngineObserver;
import org.iasql.engine.observe.ObservedOperation;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Outcome;
import org.iasql.engine.request.Request;
import org.iasql.engine.request.RequestHandler;

/** Tells an observer of each call that a handler answers. */
final class ObservedHandler implements RequestHandler {
  private final RequestHandler handler;
  private final EngineObserver observer;

  ObservedHandler(RequestHandler handler, EngineObserver observer) {
    this.handler = handler;
    this.observer = observer;
  }

  @Override
  public JsonNode answer(Request request, CallerSession session) {
    ObservedOperation operation = new ObservedOperation(request.id(), request.verb());
    long began = System.nanoTime();
    observer.operationStarted(operation);
    Optional<String> error = Optional.empty();
    try {
      return handler.answer(request, session);
    } catch (RuntimeException | Error e) {
      error = Optional.of(e.getClass().getSimpleName());
      throw e;
    } finally {
      Duration time = Duration.ofNanos(System.nanoTime() - began);
      observer.operationEnded(operation, new Ending(time, error));
    }
  }

  @Override
  public void ended(Request request, Outcome outcome) {
    handler.ended(request, outcome);
  }

  @Override
  public void settle() {
    handler.settle();
  }

  @Override
  public boolean hasUnsettled() {
    return handler.hasUnsettled();
  }
}
