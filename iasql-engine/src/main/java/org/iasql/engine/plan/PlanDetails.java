package org.iasql.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.iasql.core.Action;
import org.iasql.core.plan.ChangeDetails;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Byproduct;
import org.iasql.engine.plan.PlanGraph.Kind;
import org.iasql.engine.plan.PlanGraph.Node;
import org.iasql.engine.plan.References.Reference;

/** Says of each change of a plan what a reviewer asks: before and after, why, when, by which calls. */
public final class PlanDetails {
  private final Schema schema;
  private final PlanGraph graph;
  private final Map<PlannedChange<?>, Integer> numbers = new IdentityHashMap<>();
  private final Map<PlannedChange<?>, Set<Kind>> kinds = new IdentityHashMap<>();
  private final Map<Integer, Integer> numberOfStep = new HashMap<>();
  private final Map<Integer, Node> steps = new HashMap<>();
  private final Map<String, PlannedChange<?>> ofRow = new HashMap<>();

  private PlanDetails(Schema schema, Plan plan) {
    this.schema = schema;
    this.graph = new PlanGraph(schema, plan);
    for (PlannedChange<?> change : plan.changes()) {
      numbers.put(change, numbers.size() + 1);
      change.row().ifPresent(row -> ofRow.put(change.table() + " " + row.key(), change));
    }
    int next = numbers.size() + 1;
    for (Node node : graph.nodes()) {
      steps.put(node.no(), node);
      kinds.computeIfAbsent(node.change(), c -> EnumSet.noneOf(Kind.class)).add(node.kind());
      boolean stands = switch (node.kind()) {
        case CREATE, UPDATE -> true;
        case DELETE -> node.change().action() == Action.DELETE;
        case REMOVE_BYPRODUCT, DETACH -> false;
      };
      if (stands) {
        numberOfStep.put(node.no(), Objects.requireNonNull(numbers.get(node.change())));
      } else if (node.kind() == Kind.REMOVE_BYPRODUCT) {
        // The graph has them in the order of the changes, as the plan's rows do.
        numberOfStep.put(node.no(), next++);
      }
    }
  }

  /**
   * The details of every change, in the order of {@code iasql_plan_apply()}.
   *
   * @throws org.iasql.core.RefusedException if changes wait for each other
   */
  public static List<ChangeDetails> of(Schema schema, Plan plan) {
    return new PlanDetails(schema, plan).all();
  }

  private List<ChangeDetails> all() {
    List<ChangeDetails> all = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Integer number = numberOfStep.get(node.no());
      if (number != null) {
        all.add(
            node.kind() == Kind.REMOVE_BYPRODUCT
                ? byproduct(node, number)
                : change(node, node.change(), number));
      }
    }
    all.sort((a, b) -> Integer.compare(a.number(), b.number()));
    return all;
  }

  private <T extends Resource<T>> ChangeDetails change(
      Node node, PlannedChange<T> change, int number) {
    ColumnDiff diff = ColumnDiff.of(change);
    List<Reference> made = referencesToWhatIsMade(change);
    List<String> unknown = new ArrayList<>(diff.assignedAnew());
    made.stream()
        .map(r -> "%s: AWS's id of what change %d makes".formatted(r.column(), number(r)))
        .distinct()
        .forEach(unknown::add);
    return new ChangeDetails(
        number,
        change.action(),
        change.table(),
        change.id(),
        change.description(),
        ColumnDiff.document(diff.before()),
        ColumnDiff.document(diff.after()),
        diff.columns(),
        reason(change, diff, made),
        waitsFor(node, number),
        AnnouncedCalls.of(change, kinds.getOrDefault(change, Set.of())),
        unknown);
  }

  private ChangeDetails byproduct(Node node, int number) {
    Byproduct byproduct = node.byproduct().orElseThrow();
    PlannedChange<?> owner = node.change();
    return new ChangeDetails(
        number,
        Action.DELETE,
        byproduct.table(),
        Optional.empty(),
        byproduct.description(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(
            "AWS adds it by itself to %s '%s', which change %d makes, and no row asks for it."
                .formatted(owner.table(), name(owner), numbers.get(owner))),
        waitsFor(node, number),
        AnnouncedCalls.ofByproduct(owner),
        List.of("AWS's id"));
  }

  private static String name(PlannedChange<?> change) {
    return change.desired().map(Resource::describe).orElseGet(change::description);
  }

  /** The steps in between have no row of their own: what they wait for is waited for. */
  private List<Integer> waitsFor(Node node, int own) {
    Set<Integer> numbersBefore = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(graph.before(node));
    Set<Integer> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      int step = open.pop();
      Integer number = numberOfStep.get(step);
      if (number != null) {
        numbersBefore.add(number);
      } else {
        graph.before(Objects.requireNonNull(steps.get(step))).stream()
            .filter(seen::add)
            .forEach(open::push);
      }
    }
    numbersBefore.remove(own);
    return List.copyOf(numbersBefore);
  }

  /** The references of a wish to rows whose resource gets another identity in this plan. */
  private <T extends Resource<T>> List<Reference> referencesToWhatIsMade(PlannedChange<T> change) {
    ResourceType<T> type = change.mapper().type();
    return change.desired().stream()
        .flatMap(desired -> schema.references(type).in(type.toJson(desired)).stream())
        .filter(reference -> target(reference)
            .filter(target -> target != change && getsNewIdentity(target))
            .isPresent())
        .toList();
  }

  private Optional<PlannedChange<?>> target(Reference reference) {
    return reference.row().map(key -> ofRow.get(reference.target() + " " + key));
  }

  private int number(Reference reference) {
    return target(reference).map(numbers::get).orElseThrow();
  }

  private static boolean getsNewIdentity(PlannedChange<?> change) {
    return change.action() != Action.UPDATE || change.mapper().updateChangesIdentity();
  }

  private boolean isMadeAnew(Reference reference) {
    return target(reference).orElseThrow().action() != Action.CREATE;
  }

  private Optional<String> reason(PlannedChange<?> change, ColumnDiff diff, List<Reference> made) {
    List<String> sentences = new ArrayList<>();
    if (change.action() == Action.REPLACE) {
      List<String> columns = diff.replacing();
      if (!columns.isEmpty()) {
        sentences.add(
            "AWS cannot change %s of what is there.".formatted(String.join(" and ", columns)));
      }
      made.stream()
          .filter(r -> r.replaces() && isMadeAnew(r) && !columns.contains(r.column()))
          .forEach(r -> sentences.add(moved(r, "and AWS cannot change that of what is there")));
      sentences.add(
          change.interrupts()
              ? "Both cannot exist side by side, so the old one goes first: this interrupts."
              : "The new one is made beside the old one, which goes after COMMIT.");
    } else if (change.action() == Action.UPDATE) {
      made.stream()
          .filter(this::isMadeAnew)
          .forEach(r -> sentences.add(moved(r, "so that this one has to follow")));
    }
    return Optional.of(sentences.stream().distinct().collect(Collectors.joining(" ")))
        .filter(text -> !text.isEmpty());
  }

  private String moved(Reference reference, String consequence) {
    PlannedChange<?> target = target(reference).orElseThrow();
    return "%s leads to %s '%s', which change %d makes anew, %s."
        .formatted(
            reference.column(), reference.target(), name(target), number(reference), consequence);
  }
}
