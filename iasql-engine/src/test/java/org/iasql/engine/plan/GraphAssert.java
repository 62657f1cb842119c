package org.iasql.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.AbstractAssert;
import org.iasql.engine.plan.PlanGraph.Kind;
import org.iasql.engine.plan.PlanGraph.Node;

/**
 * Reads the order of a plan's steps as a sentence. A step is named by what it does, its table, and its
 * resource: {@code create service app}, {@code delete subnet subnet-a}.
 */
public final class GraphAssert extends AbstractAssert<GraphAssert, PlanGraph> {
  private GraphAssert(PlanGraph graph) {
    super(graph, GraphAssert.class);
  }

  /** Starts a sentence about {@code graph}. */
  public static GraphAssert assertThat(PlanGraph graph) {
    return new GraphAssert(graph);
  }

  /** Says of a step what it waits for. */
  public Step runs(String step) {
    return new Step(step);
  }

  /** All steps, in no order. */
  public GraphAssert hasOnly(String... steps) {
    List<String> names =
        new ArrayList<>(actual.nodes().stream().map(GraphAssert::name).toList());
    List<String> expected = new ArrayList<>(List.of(steps));
    expected.sort(null);
    names.sort(null);
    if (!names.equals(expected)) {
      failWithMessage("Expected the steps%n  %s%nbut found%n  %s", expected, names);
    }
    return this;
  }

  private static String name(Node node) {
    String what = node.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String name = node.kind() == Kind.DELETE
        ? node.change().observed().orElseThrow().identity()
        : node.change().desired().orElseThrow().describe();
    return what + " " + node.change().table() + " " + name;
  }

  private Node node(String step) {
    return actual.nodes().stream()
        .filter(n -> name(n).equals(step))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No step '%s' in %s"
            .formatted(step, actual.nodes().stream().map(GraphAssert::name).toList())));
  }

  private boolean waits(Node node, Node other) {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(actual.before(node));
    while (!open.isEmpty()) {
      int next = open.pop();
      if (seen.add(next)) {
        open.addAll(actual.before(actual.nodes().get(next)));
      }
    }
    return seen.contains(other.no());
  }

  /** One step of the graph, of which more is said. */
  public final class Step {
    private final String step;

    private Step(String step) {
      this.step = step;
    }

    /** It starts when the others have succeeded. */
    public Step after(String... others) {
      for (String other : others) {
        if (!waits(node(step), node(other))) {
          failWithMessage("'%s' does not wait for '%s'", step, other);
        }
      }
      return this;
    }

    /** Neither waits for the other. */
    public Step beside(String other) {
      if (waits(node(step), node(other)) || waits(node(other), node(step))) {
        failWithMessage("'%s' and '%s' do not run side by side", step, other);
      }
      return this;
    }

    /** It belongs to the deletes and what waits for them. */
    public Step last() {
      if (!actual.lastPhase().contains(node(step).no())) {
        failWithMessage("'%s' is not of the last phase", step);
      }
      return this;
    }

    /** It runs before any delete. */
    public Step first() {
      if (actual.lastPhase().contains(node(step).no())) {
        failWithMessage("'%s' is of the last phase", step);
      }
      return this;
    }

    /** Goes on with another step. */
    public Step runs(String another) {
      return GraphAssert.this.runs(another);
    }
  }
}
