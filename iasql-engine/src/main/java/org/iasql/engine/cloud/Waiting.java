package org.iasql.engine.cloud;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.iasql.core.CloudException;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;

/** Waits until a resource is ready, or gone. */
public final class Waiting {
  private final Patience patience;
  private final Consumer<String> progress;

  /** @param progress hears for what is being waited */
  public Waiting(Patience patience, Consumer<String> progress) {
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Looks until the resource is ready.
   *
   * @return the resource as it is then
   * @throws CloudException if it is not ready in time, or disappears
   */
  public <T extends Resource<T>> Observed<T> untilReady(
      ResourceMapper<T> mapper, Observed<T> known, Aws aws, String name) {
    return until(
            mapper,
            known,
            aws,
            name + ": waiting until it is ready",
            found -> found.isEmpty() || mapper.ready(found.get().value()))
        .orElseThrow(
            () -> new CloudException("%s disappeared while it was being made.".formatted(name)));
  }

  /** Looks until the resource is gone. */
  public <T extends Resource<T>> void untilGone(
      ResourceMapper<T> mapper, Observed<T> known, Aws aws, String name) {
    until(mapper, known, aws, name + ": waiting until it is gone", Optional::isEmpty);
  }

  /** Looks until something is shown, or AWS would have shown it: empty if there is nothing. */
  public <V> Optional<V> untilShown(Supplier<Optional<V>> look) {
    Instant deadline = patience.clock().instant().plus(patience.lag());
    for (int attempt = 0; ; attempt++) {
      Optional<V> found = look.get();
      if (found.isPresent() || patience.clock().instant().isAfter(deadline)) {
        return found;
      }
      patience.rest(attempt);
    }
  }

  private <T extends Resource<T>> Optional<Observed<T>> until(
      ResourceMapper<T> mapper,
      Observed<T> known,
      Aws aws,
      String what,
      Predicate<Optional<Observed<T>>> met) {
    Instant deadline = patience.clock().instant().plus(patience.deadline());
    for (int attempt = 0; ; attempt++) {
      Optional<Observed<T>> found = mapper.read(known, aws);
      if (met.test(found)) {
        return found;
      }
      if (patience.clock().instant().isAfter(deadline)) {
        throw new CloudException(
            "%s took longer than %d s. AWS may still be at it: look there, then apply again."
                .formatted(what, patience.deadline().toSeconds()));
      }
      if (attempt == 0) {
        progress.accept(what);
      }
      patience.rest(attempt);
    }
  }
}
