package org.iasql.engine.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.iasql.engine.plan.PlanGraph;
import org.iasql.engine.plan.PlanGraph.Node;

/**
 * Runs steps in the order of a graph, as many at the same time as it allows. When one fails, only what
 * depends on it is not tried, and what runs is waited for.
 */
final class GraphRun {
  /** How many steps run at once: enough for a stack, and within AWS's bursts. */
  static final int WIDTH = 32;

  private final PlanGraph graph;
  private final Executor threads;
  private final Consumer<Node> work;
  private final LinkedBlockingQueue<Runnable> finished = new LinkedBlockingQueue<>();
  private final Set<Integer> succeeded = new HashSet<>();
  private final Map<Node, RuntimeException> failures = new HashMap<>();

  GraphRun(PlanGraph graph, Executor threads, Consumer<Node> work) {
    this.graph = graph;
    this.threads = threads;
    this.work = work;
  }

  /** Runs {@code nodes}; what they depend on outside must have run before. */
  void run(List<Node> nodes) {
    List<Node> waiting = new ArrayList<>(nodes);
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

  private int startReady(List<Node> waiting, int running) {
    int started = 0;
    for (Node node : List.copyOf(waiting)) {
      if (running + started < WIDTH && succeeded.containsAll(graph.before(node))) {
        waiting.remove(node);
        started++;
        threads.execute(() -> execute(node));
      }
    }
    return started;
  }

  private void execute(Node node) {
    try {
      work.accept(node);
      finished.add(() -> succeeded.add(node.no()));
    } catch (RuntimeException e) {
      finished.add(() -> failures.put(node, e));
    } catch (Error e) {
      finished.add(() -> failures.put(node, new IllegalStateException(e)));
      throw e;
    }
  }

  private void takeFinished() {
    try {
      finished.take().run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The engine was stopped in the middle of an apply", e);
    }
  }

  boolean succeeded(Node node) {
    return succeeded.contains(node.no());
  }

  Map<Node, RuntimeException> failures() {
    return failures;
  }
}
