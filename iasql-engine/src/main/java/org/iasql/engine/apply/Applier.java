package org.iasql.engine.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.iasql.core.Action;
import org.iasql.core.CancelledException;
import org.iasql.core.Change;
import org.iasql.core.CloudException;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Waiting;
import org.iasql.engine.plan.Plan;
import org.iasql.engine.plan.PlanGraph;
import org.iasql.engine.plan.PlanGraph.Kind;
import org.iasql.engine.plan.PlanGraph.Node;
import org.iasql.engine.plan.PlannedChange;
import org.iasql.engine.plan.Schema;

/** Carries out one plan. */
final class Applier {
  private final Schema schema;
  private final Plan plan;
  private final PlanGraph graph;
  private final OperationContext context;
  private final Map<Integer, Node> nodes = new ConcurrentHashMap<>();
  private final Map<PlannedChange<?>, Observed<?>> results =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<Node, String> byproductIds = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<CompletableFuture<?>> waits = new ConcurrentLinkedQueue<>();

  Applier(Schema schema, Plan plan, OperationContext context) {
    this.schema = schema;
    this.plan = plan;
    this.graph = new PlanGraph(schema, plan);
    this.context = context;
    graph.nodes().forEach(node -> nodes.put(node.no(), node));
  }

  /**
   * Makes the calls, and waits until what was made is ready. What is replaced by something beside it
   * is only noted, to be removed after the commit.
   *
   * @throws CloudException if a step failed before anything was deleted; what was done is to be undone
   */
  Applied apply() {
    GraphRun run = new GraphRun(
        step -> graph.before(nodes.get(step)),
        context.account().threads(),
        step -> execute(nodes.get(step)));
    Set<Integer> later = removedLater();
    Set<Integer> last = graph.lastPhase();
    last.removeAll(later);
    Set<Integer> first = new HashSet<>(nodes.keySet());
    first.removeAll(last);
    first.removeAll(later);
    run.run(first);
    failIfAny(run);
    awaitReady();
    run.run(last);
    boolean deleted =
        last.stream().anyMatch(n -> nodes.get(n).kind() == Kind.DELETE && run.succeeded(n));
    if (!deleted) {
      failIfAny(run);
    }
    List<String> warnings = new ArrayList<>();
    try {
      awaitReady();
    } catch (CloudException e) {
      if (!deleted) {
        throw e;
      }
      warnings.add(e.getMessage());
    }
    if (run.failures().isEmpty()) {
      noteRemovals(later);
    }
    return applied(run, later, warnings);
  }

  /** The old halves of replacements that have both, and deletes that have to wait for those. */
  private Set<Integer> removedLater() {
    return graph.withDependents(node -> node.kind() == Kind.DELETE
        && node.change().action() == Action.REPLACE
        && !node.change().interrupts());
  }

  private void noteRemovals(Set<Integer> later) {
    for (int step : later) {
      context.journal().later(context.opid(), removal(nodes.get(step).change(), step));
    }
    int next = graph.nodes().size();
    for (PlannedChange<?> change : plan.changes()) {
      if (isSuperseded(change)) {
        context.journal().later(context.opid(), removal(change, next++));
      }
    }
  }

  /** Whether an update has made a new revision. */
  private boolean isSuperseded(PlannedChange<?> change) {
    Observed<?> result = results.get(change);
    return change.action() == Action.UPDATE
        && result != null
        && !change.observed().orElseThrow().identity().equals(result.identity());
  }

  private <T extends Resource<T>> StepNote removal(PlannedChange<T> change, int no) {
    ResourceType<T> type = change.mapper().type();
    Observed<T> old = change.observed().orElseThrow();
    Set<Integer> after =
        no < graph.nodes().size() ? graph.before(nodes.get(no)) : Set.<Integer>of();
    return new StepNote(
        no,
        Kind.DELETE,
        type.table(),
        region(Kind.DELETE, change),
        "",
        old.value().describe(),
        after,
        Optional.of(old.identity()),
        old.incarnation(),
        Optional.empty(),
        Optional.of(StepNote.json(type, old.value())),
        Optional.empty());
  }

  private void failIfAny(GraphRun run) {
    run.failures().values().stream()
        .filter(CancelledException.class::isInstance)
        .findFirst()
        .ifPresent(cancelled -> {
          throw cancelled;
        });
    run.failures().entrySet().stream()
        .min(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .ifPresent(first -> {
          Node node = nodes.get(first.getKey());
          throw new CloudException(sentence(node, first.getValue()), first.getValue());
        });
  }

  private static String sentence(Node node, RuntimeException failure) {
    String text = "%s %s '%s' failed: %s"
        .formatted(
            gerund(node.kind()),
            node.change().table(),
            node.change().description(),
            failure.getMessage());
    return text.endsWith(".") ? text : text + ".";
  }

  private static String gerund(Kind kind) {
    return switch (kind) {
      case CREATE -> "Creating";
      case UPDATE -> "Updating";
      case DELETE -> "Deleting";
      case DETACH -> "Detaching";
      case REMOVE_BYPRODUCT -> "Removing AWS's own addition to";
    };
  }

  private void awaitReady() {
    for (CompletableFuture<?> wait = waits.poll(); wait != null; wait = waits.poll()) {
      try {
        wait.join();
      } catch (CompletionException e) {
        RuntimeException cause = e.getCause() instanceof RuntimeException r ? r : e;
        if (cause instanceof CancelledException) {
          throw cause;
        }
        throw new CloudException(String.valueOf(cause.getMessage()), cause);
      }
    }
  }

  private void execute(Node node) {
    context.refuseIfEnding();
    Instant start = context.account().patience().clock().instant();
    try {
      execute(node, node.change());
    } catch (RuntimeException e) {
      context.journal().stepFailed(context.opid(), node.no(), String.valueOf(e.getMessage()));
      context.progress().accept(step(node) + ": failed");
      throw e;
    }
    Duration time = Duration.between(start, context.account().patience().clock().instant());
    context
        .progress()
        .accept(
            String.format(Locale.ROOT, "%s: done (%.1f s)", step(node), time.toMillis() / 1000.0));
  }

  private static String step(Node node) {
    PlannedChange<?> change = node.change();
    return switch (node.kind()) {
      case REMOVE_BYPRODUCT ->
        "delete %s %s"
            .formatted(
                node.byproduct().orElseThrow().table(),
                node.byproduct().orElseThrow().description());
      case DETACH -> "detach %s %s".formatted(change.table(), change.description());
      case DELETE ->
        "delete %s %s".formatted(change.table(), change.observed().orElseThrow().identity());
      default ->
        "%s %s %s"
            .formatted(
                change.action().toString().toLowerCase(Locale.ROOT),
                change.table(),
                change.description());
    };
  }

  private <T extends Resource<T>> void execute(Node node, PlannedChange<T> change) {
    ResourceMapper<T> mapper = change.mapper();
    ResourceType<T> type = mapper.type();
    String region = region(node.kind(), change);
    RunningStep aws = new RunningStep(context, node.no(), false, region);
    StepRun<T> run = new StepRun<>(mapper, aws, waiting());
    Optional<T> wish =
        change.desired().map(desired -> schema.toCloud(type, desired, this::identityOfRow));
    context.journal().stepStarts(context.opid(), note(node, change, region, wish));
    Optional<Observed<T>> result = Optional.empty();
    switch (node.kind()) {
      case CREATE -> result = Optional.of(run.create(wish.orElseThrow()));
      case UPDATE -> result = Optional.of(run.update(comparable(change), wish.orElseThrow()));
      case REMOVE_BYPRODUCT ->
        byproductIds.put(
            node,
            run.afterLostAnswers(
                () -> mapper.removeByproduct(node.byproduct().orElseThrow(), created(change), aws),
                Optional::empty));
      case DETACH ->
        run.afterLostAnswers(
            () -> mapper.detach(
                change.observed().orElseThrow(),
                node.replaced().orElseThrow().observed().orElseThrow(),
                aws),
            Optional::empty);
      case DELETE -> run.delete(change.observed().orElseThrow());
    }
    result.ifPresent(r -> keep(change, r, aws));
    context.journal().stepDone(context.opid(), node.no(), type, result);
  }

  private <T extends Resource<T>> Observed<T> comparable(PlannedChange<T> change) {
    Observed<T> before = change.observed().orElseThrow();
    T value = schema.comparable(
        change.mapper().type(), before.value(), change.actual().orElseThrow());
    return new Observed<>(before.identity(), before.incarnation(), value, before.madeByAws());
  }

  private <T extends Resource<T>> StepNote note(
      Node node, PlannedChange<T> change, String region, Optional<T> wish) {
    ResourceType<T> type = change.mapper().type();
    boolean isNew = node.kind() == Kind.CREATE || node.kind() == Kind.REMOVE_BYPRODUCT;
    Optional<Observed<T>> old = isNew ? Optional.empty() : change.observed();
    return new StepNote(
        node.no(),
        node.kind(),
        change.table(),
        region,
        change.row().map(row -> row.key()).orElse(""),
        change.desired().map(Resource::describe).orElseGet(change::description),
        graph.before(node),
        old.map(Observed::identity),
        old.map(Observed::incarnation).orElse(""),
        wish.filter(w -> node.kind() != Kind.DELETE).map(w -> StepNote.json(type, w)),
        old.map(o -> StepNote.json(type, o.value())),
        Optional.empty());
  }

  private Optional<String> identityOfRow(String table, String rowKey) {
    return context.state().identityOfRow(table, rowKey);
  }

  @SuppressWarnings("unchecked")
  private <T extends Resource<T>> Observed<T> created(PlannedChange<T> change) {
    return (Observed<T>) results.get(change);
  }

  private <T extends Resource<T>> void keep(
      PlannedChange<T> change, Observed<T> result, RunningStep aws) {
    results.put(change, result);
    context.state().put(change.table(), change.row().orElseThrow().key(), result);
    ResourceMapper<T> mapper = change.mapper();
    if (!mapper.ready(result.value())) {
      String name = change.table() + " " + change.description();
      waits.add(CompletableFuture.runAsync(
          () -> results.put(change, waiting().untilReady(mapper, result, aws, name)),
          context.account().threads()));
    }
  }

  private Waiting waiting() {
    return new Waiting(context.account().patience(), context.progress());
  }

  private <T extends Resource<T>> String region(Kind kind, PlannedChange<T> change) {
    T value = kind == Kind.DELETE || change.desired().isEmpty()
        ? change.observed().orElseThrow().value()
        : change.desired().get();
    JsonNode region = change.mapper().type().toJson(value).path("region");
    return region.isTextual() ? region.textValue() : context.defaultRegion();
  }

  private Applied applied(GraphRun run, Set<Integer> later, List<String> warnings) {
    List<Change> changes = new ArrayList<>();
    List<PlannedChange<?>> removed = new ArrayList<>();
    Map<PlannedChange<?>, Observed<?>> kept = new IdentityHashMap<>();
    Map<PlannedChange<?>, List<Node>> nodesOf = new IdentityHashMap<>();
    graph
        .nodes()
        .forEach(
            n -> nodesOf.computeIfAbsent(n.change(), c -> new ArrayList<>()).add(n));
    boolean all = run.failures().isEmpty();
    for (PlannedChange<?> change : plan.changes()) {
      List<Node> of = nodesOf.getOrDefault(change, List.of());
      boolean gone = of.stream()
          .filter(n -> n.kind() == Kind.DELETE)
          .anyMatch(n -> run.succeeded(n.no()) || all && later.contains(n.no()));
      if (gone || all && isSuperseded(change)) {
        removed.add(change);
      }
      Optional.ofNullable(results.get(change)).ifPresent(result -> kept.put(change, result));
      if (of.stream().allMatch(n -> run.succeeded(n.no()) || all && later.contains(n.no()))) {
        changes.add(new Change(change.action(), change.table(), change.id(), change.description()));
      }
    }
    byproductIds.forEach((node, id) -> changes.add(
        new Change(Action.DELETE, node.byproduct().orElseThrow().table(), Optional.empty(), id)));
    run.failures()
        .forEach((step, failure) ->
            warnings.add(sentence(nodes.get(step), failure) + " The next plan shows it again."));
    return new Applied(changes, kept, removed, warnings);
  }
}
