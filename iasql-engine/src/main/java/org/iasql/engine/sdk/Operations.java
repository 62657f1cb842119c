package org.iasql.engine.sdk;

import software.amazon.awssdk.core.SdkRequest;

/** What is behind a client that {@link PassingClient} made. */
public interface Operations {
  /**
   * Answers an operation.
   *
   * @param method the client's method, such as {@code createListener}
   */
  Object call(String method, SdkRequest request);

  /** The client's own name, such as {@code ecs}. */
  String serviceName();
}
