package org.iasql.engine.observe;

/**
 * Hears what an engine does. Its methods are called on the engine's own threads, several at a time, and
 * hold up what they hear of: they return soon. What they throw is logged, and changes nothing.
 */
public interface EngineObserver {
  /** Hears nothing. */
  EngineObserver NONE = new EngineObserver() {};

  /** A call of a SQL function has begun. */
  default void operationStarted(ObservedOperation operation) {}

  /** It has ended: its caller has the answer or the error. */
  default void operationEnded(ObservedOperation operation, Ending ending) {}

  /** A call of AWS was answered, or was not; each attempt is told. */
  default void awsCalled(ObservedAwsCall call) {}
}
