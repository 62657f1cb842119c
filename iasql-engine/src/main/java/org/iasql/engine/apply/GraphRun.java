package org.iasql.engine.apply;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Runs numbered steps in the order of a graph, as many at the same time as it allows. When one fails,
 * only what comes after it is not tried, and what runs is waited for.
 */
final class GraphRun {
  /** How many steps run at once: enough for a stack, and within AWS's bursts. */
  static final int WIDTH = 32;

  private final IntFunction<Set<Integer>> before;
  private final Executor threads;
  private final IntConsumer work;
  private final LinkedBlockingQueue<Runnable> finished = new LinkedBlockingQueue<>();
  private final Set<Integer> succeeded = new HashSet<>();
  private final Map<Integer, RuntimeException> failures = new HashMap<>();

  /** @param before the steps that must have succeeded before a step starts */
  GraphRun(IntFunction<Set<Integer>> before, Executor threads, IntConsumer work) {
    this.before = before;
    this.threads = threads;
    this.work = work;
  }

  /** Runs {@code steps}; what they wait for outside must have run before. */
  void run(Collection<Integer> steps) {
    Set<Integer> waiting = new LinkedHashSet<>(steps);
    int running = 0;
    while (true) {
      running += startReady(waiting, running);
      if (running == 0) {
        return;
      }
      takeFinished();
      running--;
    }
  }

  private int startReady(Set<Integer> waiting, int running) {
    int started = 0;
    for (int step : List.copyOf(waiting)) {
      if (running + started < WIDTH && succeeded.containsAll(before.apply(step))) {
        waiting.remove(step);
        started++;
        threads.execute(() -> execute(step));
      }
    }
    return started;
  }

  private void execute(int step) {
    try {
      work.accept(step);
      finished.add(() -> succeeded.add(step));
    } catch (RuntimeException e) {
      finished.add(() -> failures.put(step, e));
    } catch (Error e) {
      finished.add(() -> failures.put(step, new IllegalStateException(e)));
      throw e;
    }
  }

  private void takeFinished() {
    try {
      finished.take().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The engine was stopped in the middle of its work", e);
    }
  }

  boolean succeeded(int step) {
    return succeeded.contains(step);
  }

  /** Why steps failed, by number. */
  Map<Integer, RuntimeException> failures() {
    return failures;
  }
}
