package org.iasql.engine.apply;

import java.util.Optional;
import java.util.function.Supplier;
import org.iasql.core.CloudException;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.cloud.Waiting;

/**
 * One resource's create, update or delete, carried through although an answer gets lost: where nobody
 * knows whether a call was carried out, it looks first and then goes on from what is there, so that
 * nothing is ever made twice.
 */
final class StepRun<T extends Resource<T>> {
  /** How often a step goes on after an answer was lost. */
  private static final int ATTEMPTS = 5;

  private final ResourceMapper<T> mapper;
  private final RunningStep aws;
  private final Waiting waiting;

  StepRun(ResourceMapper<T> mapper, RunningStep aws, Waiting waiting) {
    this.mapper = mapper;
    this.aws = aws;
    this.waiting = waiting;
  }

  /** @param wish with cloud references */
  Observed<T> create(T wish) {
    return afterLostAnswers(
        () -> mapper.create(wish, aws), () -> made(wish).map(made -> complete(made, wish)));
  }

  /** Both with cloud references. */
  Observed<T> update(Observed<T> actual, T wish) {
    if (mapper.updateChangesIdentity()) {
      return afterLostAnswers(() -> mapper.update(actual, wish, aws), () -> made(wish));
    }
    return afterLostAnswers(
        () -> mapper.update(actual, wish, aws),
        () -> mapper.read(actual, aws).map(there -> mapper.update(there, wish, aws)));
  }

  /** Deletes the resource and waits until it is gone; that it is gone already is success. */
  void delete(Observed<T> observed) {
    afterLostAnswers(
        () -> remove(observed),
        () -> Optional.of(mapper.read(observed, aws).map(this::remove).orElse(true)));
    if (mapper.disappearsLater()) {
      waiting.untilGone(mapper, observed, aws, mapper.type().table() + " " + observed.identity());
    }
  }

  /** Deletes what is left, also where AWS shows for a while what is gone. */
  private boolean remove(Observed<T> observed) {
    return isRemoved(observed)
        || waiting
            .untilShown(() -> Optional.of(
                    mapper.read(observed, aws).map(this::isRemoved).orElse(true))
                .filter(Boolean::booleanValue))
            .orElseThrow(() -> new CloudException(
                "AWS still shows %s %s, and says that it does not exist. Apply again later."
                    .formatted(mapper.type().table(), observed.identity())));
  }

  /** What AWS misses may be a part of the resource that is gone already, such as a role's policy. */
  private boolean isRemoved(Observed<T> observed) {
    try {
      mapper.delete(observed, aws);
      return true;
    } catch (CallFailedException e) {
      if (!e.missing()) {
        throw e;
      }
      return false;
    }
  }

  /** What this step's create has made, once AWS had time to show it. */
  Optional<Observed<T>> made(T wish) {
    return waiting.untilShown(() -> mapper.made(wish, aws.tags(), aws));
  }

  /** What a create of several calls had not come to. */
  private Observed<T> complete(Observed<T> made, T wish) {
    ResourceType<T> type = mapper.type();
    return type.withDefaultsFrom(wish, made.value()).equals(made.value())
        ? made
        : mapper.update(made, wish, aws);
  }

  <V> V afterLostAnswers(Supplier<V> first, Supplier<Optional<V>> resumed) {
    Supplier<V> next = first;
    for (int attempt = 1; ; attempt++) {
      try {
        return next.get();
      } catch (CallFailedException e) {
        if (!e.unknown() || attempt == ATTEMPTS) {
          throw e;
        }
        next = () -> resumed.get().orElseGet(first);
      }
    }
  }
}
