package org.iasql.engine.cloud;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.iasql.engine.observe.CurrentOperation;
import org.iasql.engine.observe.Ending;
import org.iasql.engine.observe.EngineObserver;
import org.iasql.engine.observe.ObservedAwsCall;
import software.amazon.awssdk.core.exception.SdkException;

/** The attempts of one call, each told to the observer when it has ended. */
final class ObservedAttempts implements Supplier<Object> {
  private final AwsCall call;
  private final EngineObserver observer;
  private final Supplier<Object> attempt;
  private int number;

  ObservedAttempts(AwsCall call, EngineObserver observer, Supplier<Object> attempt) {
    this.call = call;
    this.observer = observer;
    this.attempt = attempt;
  }

  @Override
  public Object get() {
    number++;
    long began = System.nanoTime();
    try {
      Object answer = attempt.get();
      tell(began, Optional.empty());
      return answer;
    } catch (SdkException e) {
      tell(began, Optional.of(AwsErrors.code(e).orElse(e.getClass().getSimpleName())));
      throw e;
    } catch (RuntimeException e) {
      tell(began, Optional.of(e.getClass().getSimpleName()));
      throw e;
    }
  }

  private void tell(long began, Optional<String> error) {
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    observer.awsCalled(new ObservedAwsCall(
        CurrentOperation.id(), call.service(), call.operation(), number, new Ending(time, error)));
  }
}
