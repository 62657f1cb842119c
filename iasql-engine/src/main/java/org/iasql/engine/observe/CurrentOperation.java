package org.iasql.engine.observe;

import java.util.Optional;
import java.util.UUID;
import org.slf4j.MDC;

/** The operation that a thread works for; the logs have its id under {@value #MDC_KEY}. */
public final class CurrentOperation {
  /** The key of SLF4J's MDC. */
  public static final String MDC_KEY = "iasql.operation";

  private static final ThreadLocal<Optional<UUID>> CURRENT =
      ThreadLocal.withInitial(Optional::empty);

  private CurrentOperation() {}

  /** Ends the work for an operation, and goes back to what the thread did before. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** Returns the operation that this thread works for. */
  public static Optional<UUID> id() {
    return CURRENT.get();
  }

  /** This thread works for an operation until the scope is closed. */
  public static Scope enter(UUID id) {
    return enter(Optional.of(id));
  }

  private static Scope enter(Optional<UUID> id) {
    Optional<UUID> before = CURRENT.get();
    set(id);
    return () -> set(before);
  }

  private static void set(Optional<UUID> id) {
    if (id.isPresent()) {
      CURRENT.set(id);
      MDC.put(MDC_KEY, id.get().toString());
    } else {
      CURRENT.remove();
      MDC.remove(MDC_KEY);
    }
  }

  /** Returns the same work, done for the operation that the calling thread works for now. */
  public static Runnable carry(Runnable work) {
    Optional<UUID> id = CURRENT.get();
    return () -> {
      try (Scope scope = enter(id)) {
        work.run();
      }
    };
  }
}
