package org.iasql.engine.observe;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Several observers as one; what one of them throws is logged, and the others hear all the same. */
public final class Observers implements EngineObserver {
  private static final Logger LOG = LoggerFactory.getLogger(EngineObserver.class);

  private final List<EngineObserver> observers;

  public Observers(List<EngineObserver> observers) {
    this.observers = List.copyOf(observers);
  }

  @Override
  public void operationStarted(ObservedOperation operation) {
    tell(observer -> observer.operationStarted(operation));
  }

  @Override
  public void operationEnded(ObservedOperation operation, Ending ending) {
    tell(observer -> observer.operationEnded(operation, ending));
  }

  @Override
  public void awsCalled(ObservedAwsCall call) {
    tell(observer -> observer.awsCalled(call));
  }

  private void tell(Consumer<EngineObserver> news) {
    for (EngineObserver observer : observers) {
      try {
        news.accept(observer);
      } catch (RuntimeException e) {
        LOG.warn("An observer of the engine failed", e);
      }
    }
  }
}
