package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.iasql.core.Action;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Byproduct;
import org.iasql.engine.aws.Edge;
import org.iasql.engine.plan.References.Reference;

/**
 * The steps of a plan and their order. Creates and updates go along the foreign keys, deletes against
 * them and only after everything else has succeeded.
 */
public final class PlanGraph {
  /** What a step does. */
  public enum Kind {
    CREATE,
    REMOVE_BYPRODUCT,
    UPDATE,
    DETACH,
    DELETE
  }

  /**
   * One step.
   *
   * @param no its place in the graph
   * @param change the change that it belongs to; for {@link Kind#DETACH}, the change of what refers
   * @param byproduct what AWS added by itself, for {@link Kind#REMOVE_BYPRODUCT}
   * @param replaced what is detached from, for {@link Kind#DETACH}
   */
  public record Node(
      int no,
      Kind kind,
      PlannedChange<?> change,
      Optional<Byproduct> byproduct,
      Optional<PlannedChange<?>> replaced) {}

  private final Schema schema;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Integer, Set<Integer>> before = new HashMap<>();
  private final Map<String, Node> wishes = new HashMap<>();
  private final Map<String, Node> deletes = new LinkedHashMap<>();
  private final Map<String, List<Node>> byproductsOf = new HashMap<>();

  /**
   * Builds the graph of a plan that has no refusals.
   *
   * @throws RefusedException if steps wait for each other
   */
  public PlanGraph(Schema schema, Plan plan) {
    this.schema = schema;
    plan.changes().forEach(this::addNodes);
    List.copyOf(nodes).forEach(this::connect);
    schema.edges().forEach(this::connectEdge);
    schema.edges().forEach(this::letGo);
    refuseCircles();
  }

  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The steps that must have succeeded before a step starts. */
  public Set<Integer> before(Node node) {
    return before.getOrDefault(node.no(), Set.of());
  }

  /**
   * The deletes, and what waits for one: the last phase. Nothing of it starts before everything else
   * has succeeded.
   */
  public Set<Integer> lastPhase() {
    return withDependents(n -> n.kind() == Kind.DELETE || n.kind() == Kind.DETACH);
  }

  /** Some steps, and all that wait for one of them. */
  public Set<Integer> withDependents(Predicate<Node> which) {
    Set<Integer> steps = new LinkedHashSet<>();
    nodes.stream().filter(which).forEach(n -> steps.add(n.no()));
    boolean grown = !steps.isEmpty();
    while (grown) {
      grown = nodes.stream()
          .filter(n -> before(n).stream().anyMatch(steps::contains))
          .map(n -> steps.add(n.no()))
          .reduce(false, Boolean::logicalOr);
    }
    return steps;
  }

  private Node add(
      Kind kind,
      PlannedChange<?> change,
      Optional<Byproduct> byproduct,
      Optional<PlannedChange<?>> replaced) {
    Node node = new Node(nodes.size(), kind, change, byproduct, replaced);
    nodes.add(node);
    return node;
  }

  private void addNodes(PlannedChange<?> change) {
    if (change.removesOld()) {
      Node delete = add(Kind.DELETE, change, Optional.empty(), Optional.empty());
      deletes.put(change.table() + " " + change.observed().orElseThrow().identity(), delete);
    }
    if (change.action() == Action.DELETE) {
      return;
    }
    Kind kind = change.action() == Action.UPDATE ? Kind.UPDATE : Kind.CREATE;
    Node wish = add(kind, change, Optional.empty(), Optional.empty());
    wishes.put(rowName(change), wish);
    for (Byproduct byproduct : change.byproducts()) {
      Node removal = add(Kind.REMOVE_BYPRODUCT, change, Optional.of(byproduct), Optional.empty());
      after(removal, wish);
      byproductsOf.computeIfAbsent(rowName(change), k -> new ArrayList<>()).add(removal);
    }
  }

  private static String rowName(PlannedChange<?> change) {
    return change.table() + " " + change.row().orElseThrow().key();
  }

  private void connect(Node node) {
    switch (node.kind()) {
      case CREATE, UPDATE -> connectWish(node);
      case DELETE -> connectDelete(node);
      default -> {
        // A by-product was bound to its owner when it was added; detaching comes with its delete.
      }
    }
  }

  private void connectWish(Node node) {
    PlannedChange<?> change = node.change();
    for (Reference reference : references(change, desired(change))) {
      String target = reference.target() + " " + reference.row().orElse("");
      Optional.ofNullable(wishes.get(target)).ifPresent(on -> after(node, on));
      byproductsOf.getOrDefault(target, List.of()).stream()
          .filter(b -> b.byproduct().orElseThrow().table().equals(change.table()))
          .forEach(b -> after(node, b));
    }
    if (change.action() == Action.REPLACE && change.interrupts()) {
      after(
          node,
          deletes.get(change.table() + " " + change.observed().orElseThrow().identity()));
    }
    if (change.observed().isPresent()) {
      for (Reference reference : references(change, observed(change))) {
        Node old = deletes.get(reference.target() + " " + reference.cloud().orElse(""));
        if (old != null) {
          connectToOld(node, old);
        }
      }
    }
  }

  /** What refers to something that goes away lets go of it first. */
  private void connectToOld(Node node, Node old) {
    if (node.kind() != Kind.UPDATE) {
      return;
    }
    if (!old.change().interrupts()) {
      after(old, node);
      return;
    }
    Node detach = add(Kind.DETACH, node.change(), Optional.empty(), Optional.of(old.change()));
    after(old, detach);
    after(node, old);
  }

  private void connectDelete(Node node) {
    for (Reference reference : references(node.change(), observed(node.change()))) {
      Node target = deletes.get(reference.target() + " " + reference.cloud().orElse(""));
      if (target != null && target != node) {
        after(target, node);
      }
    }
  }

  private <A extends Resource<A>, B extends Resource<B>> void connectEdge(Edge<A, B> edge) {
    List<Node> on = nodesOf(edge.on());
    for (Node a : nodesOf(edge.from())) {
      for (Node b : on) {
        if (a.kind() == Kind.DELETE && b.kind() == Kind.DELETE) {
          connectEdge(edge, observedValue(a), observedValue(b), b, a);
        } else if (a.kind() != Kind.DELETE && b.kind() != Kind.DELETE) {
          connectEdge(edge, desiredValue(a), desiredValue(b), a, b);
        }
      }
    }
  }

  /** What is bound to something that goes away is updated first, unless it waits for just that. */
  private <A extends Resource<A>, B extends Resource<B>> void letGo(Edge<A, B> edge) {
    List<Node> deleted =
        nodesOf(edge.on()).stream().filter(n -> n.kind() == Kind.DELETE).toList();
    for (Node user : nodesOf(edge.from())) {
      for (Node old : deleted) {
        if (user.kind() == Kind.UPDATE && !waitsFor(user, old)) {
          connectEdge(edge, observedValue(user), observedValue(old), old, user);
        }
      }
    }
  }

  private <A extends Resource<A>, B extends Resource<B>> void connectEdge(
      Edge<A, B> edge, Resource<?> from, Resource<?> on, Node node, Node first) {
    if (edge.when().test(edge.from().cast(from), edge.on().cast(on))) {
      after(node, first);
    }
  }

  /** Whether a step starts only after another one, directly or not. */
  private boolean waitsFor(Node node, Node other) {
    Deque<Integer> open = new ArrayDeque<>(before(node));
    Set<Integer> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      int next = open.pop();
      if (next == other.no()) {
        return true;
      }
      before.getOrDefault(next, Set.of()).stream().filter(seen::add).forEach(open::push);
    }
    return false;
  }

  /** Steps that wait for each other would never start, and their changes be lost in silence. */
  private void refuseCircles() {
    Set<Integer> done = new HashSet<>();
    List<Node> left = new ArrayList<>(nodes);
    while (left.removeIf(n -> done.containsAll(before(n)) && done.add(n.no()))) {
      // Each round takes what waits for nothing any more.
    }
    if (!left.isEmpty()) {
      throw new RefusedException(
          "These changes wait for each other, so none of them can be the first: %s. Apply some of them alone, then the others."
              .formatted(left.stream()
                  .map(n -> n.change().table() + " '" + n.change().description() + "'")
                  .distinct()
                  .collect(Collectors.joining(", "))));
    }
  }

  private List<Node> nodesOf(Class<?> valueClass) {
    return nodes.stream()
        .filter(n -> n.change().mapper().type().valueClass() == valueClass)
        .filter(n -> n.kind() != Kind.DETACH && n.kind() != Kind.REMOVE_BYPRODUCT)
        .toList();
  }

  private static Resource<?> observedValue(Node node) {
    return node.change().observed().orElseThrow().value();
  }

  private static Resource<?> desiredValue(Node node) {
    return node.change().desired().orElseThrow();
  }

  private List<Reference> references(PlannedChange<?> change, ObjectNode json) {
    return schema.references(change.mapper().type()).in(json);
  }

  private static <T extends Resource<T>> ObjectNode desired(PlannedChange<T> change) {
    return change.mapper().type().toJson(change.desired().orElseThrow());
  }

  private static <T extends Resource<T>> ObjectNode observed(PlannedChange<T> change) {
    return change.mapper().type().toJson(change.observed().orElseThrow().value());
  }

  private void after(Node node, Node first) {
    if (node != first) {
      before.computeIfAbsent(node.no(), n -> new HashSet<>()).add(first.no());
    }
  }
}
