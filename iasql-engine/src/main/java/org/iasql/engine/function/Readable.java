package org.iasql.engine.function;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for something that runs on another thread, and throws what was thrown there. */
final class Readable {
  private Readable() {}

  static <V> V join(CompletableFuture<V> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
