package org.iasql.engine.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.iasql.core.IasqlException;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Batch;

/** Puts the look-ups of steps that run at the same moment into one call. */
final class Batcher {
  /** How long the first look-up waits for others: short beside any call over a network. */
  private static final long GATHERING_MILLIS = 8;

  private final Executor threads;
  private final Map<String, Pending<?, ?>> pending = new HashMap<>();

  Batcher(Executor threads) {
    this.threads = threads;
  }

  private static final class Pending<K, V> {
    private final Map<K, CompletableFuture<V>> answers = new LinkedHashMap<>();
  }

  <K, V> V look(Batch<K, V> batch, K key, Aws aws) {
    try {
      return answer(batch, key, aws).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @SuppressWarnings("unchecked")
  private synchronized <K, V> CompletableFuture<V> answer(Batch<K, V> batch, K key, Aws aws) {
    String name = batch.name() + " " + aws.region();
    Pending<K, V> open = (Pending<K, V>) pending.get(name);
    if (open == null) {
      open = new Pending<>();
      pending.put(name, open);
      // On a thread of the engine's own, also while it waits: it ends with the engine.
      threads.execute(() -> {
        gather();
        run(batch, name, aws);
      });
    }
    CompletableFuture<V> answer = open.answers.computeIfAbsent(key, k -> new CompletableFuture<>());
    if (open.answers.size() >= batch.maximum()) {
      pending.remove(name);
      Map<K, CompletableFuture<V>> full = open.answers;
      threads.execute(() -> read(batch, full, aws));
    }
    return answer;
  }

  private static void gather() {
    try {
      TimeUnit.MILLISECONDS.sleep(GATHERING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The engine stops: those who wait get their answer now.
    }
  }

  @SuppressWarnings("unchecked")
  private <K, V> void run(Batch<K, V> batch, String name, Aws aws) {
    Pending<K, V> open;
    synchronized (this) {
      open = (Pending<K, V>) pending.remove(name);
    }
    if (open != null) {
      read(batch, open.answers, aws);
    }
  }

  private static <K, V> void read(
      Batch<K, V> batch, Map<K, CompletableFuture<V>> answers, Aws aws) {
    List<K> missing = new ArrayList<>();
    try {
      Map<K, V> found = batch.read().apply(aws, Set.copyOf(answers.keySet()));
      answers.forEach((key, answer) -> {
        V value = found.get(key);
        if (value == null) {
          missing.add(key);
        } else {
          answer.complete(value);
        }
      });
    } catch (RuntimeException | Error e) {
      answers.values().forEach(answer -> answer.completeExceptionally(e));
    }
    for (K key : missing) {
      answers
          .get(key)
          .completeExceptionally(new IasqlException(
              "AWS does not show '%s' among its %s, although it was just there. Apply again in a moment."
                  .formatted(key, batch.name())));
    }
  }
}
