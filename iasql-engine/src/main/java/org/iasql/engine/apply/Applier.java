package org.iasql.engine.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.CloudException;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.cloud.Waiting;
import org.iasql.engine.plan.Plan;
import org.iasql.engine.plan.PlanGraph;
import org.iasql.engine.plan.PlanGraph.Kind;
import org.iasql.engine.plan.PlanGraph.Node;
import org.iasql.engine.plan.PlannedChange;
import org.iasql.engine.plan.Schema;

/** Carries out one plan. */
public final class Applier {
  private final Schema schema;
  private final Plan plan;
  private final PlanGraph graph;
  private final ApplyContext context;
  private final Compensation compensation;
  private final Map<PlannedChange<?>, Observed<?>> results =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<Node, String> byproductIds = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Compensation.DoneStep> done = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<CompletableFuture<?>> waits = new ConcurrentLinkedQueue<>();

  /**
   * Prepares an apply.
   *
   * @param cloud what was observed, by table
   * @param progress hears of each step as it ends; called from several threads
   */
  public Applier(
      Schema schema,
      Plan plan,
      Map<String, List<? extends Observed<?>>> cloud,
      UUID opid,
      Account account,
      String accountId,
      Journal journal,
      Compensation compensation,
      Consumer<String> progress) {
    this.schema = schema;
    this.plan = plan;
    this.graph = new PlanGraph(schema, plan);
    this.compensation = compensation;
    this.context = new ApplyContext(
        opid,
        account,
        accountId,
        account.clients().region(),
        journal,
        new LiveState(cloud, plan.matches()),
        new Batcher(account.threads()),
        progress);
  }

  /**
   * Makes the calls, and waits until what was made is ready.
   *
   * @throws CloudException if a step failed before anything was deleted; the text says what was done
   */
  public Applied apply() {
    GraphRun run = new GraphRun(graph, context.account().threads(), this::execute);
    Set<Integer> last = graph.lastPhase();
    run.run(graph.nodes().stream().filter(n -> !last.contains(n.no())).toList());
    failIfAny(run);
    awaitReady();
    run.run(graph.nodes().stream().filter(n -> last.contains(n.no())).toList());
    boolean deleted =
        graph.nodes().stream().anyMatch(n -> n.kind() == Kind.DELETE && run.succeeded(n));
    if (!deleted) {
      failIfAny(run);
    }
    awaitReady();
    return applied(run);
  }

  private void failIfAny(GraphRun run) {
    Optional<Map.Entry<Node, RuntimeException>> first = run.failures().entrySet().stream()
        .min(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(Node::no)));
    if (first.isPresent()) {
      throw failure(
          sentence(first.get().getKey(), first.get().getValue()), first.get().getValue());
    }
  }

  private RuntimeException failure(String what, RuntimeException cause) {
    String undone = compensation.compensate(context.opid(), List.copyOf(done));
    return new CloudException(what + " " + undone, cause);
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
        throw failure(cause.getMessage(), cause);
      }
    }
  }

  private void execute(Node node) {
    Instant start = context.account().patience().clock().instant();
    context.journal().stepStarts(context.opid(), node);
    try {
      Optional<? extends Observed<?>> result = execute(node, node.change());
      context.journal().stepDone(context.opid(), node, result);
      String identity = result
          .map(Observed::identity)
          .or(() -> node.change().observed().map(Observed::identity))
          .orElse("");
      done.add(new Compensation.DoneStep(step(node), identity));
    } catch (RuntimeException e) {
      Optional<String> leftover =
          LostReply.leftover(context, schema, node, region(node.kind(), node.change()), e);
      context.journal().stepFailed(context.opid(), node, String.valueOf(e.getMessage()), leftover);
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

  private <T extends Resource<T>> Optional<Observed<T>> execute(
      Node node, PlannedChange<T> change) {
    ResourceMapper<T> mapper = change.mapper();
    RunningStep aws = new RunningStep(context, node, region(node.kind(), change));
    switch (node.kind()) {
      case CREATE -> {
        return Optional.of(keep(change, mapper.create(change.desired().orElseThrow(), aws), aws));
      }
      case UPDATE -> {
        Observed<T> before = change.observed().orElseThrow();
        Observed<T> comparable = new Observed<>(
            before.identity(),
            before.incarnation(),
            change.actual().orElseThrow(),
            before.madeByAws());
        Observed<T> after = mapper.update(comparable, change.desired().orElseThrow(), aws);
        return Optional.of(keep(change, after, aws));
      }
      case REMOVE_BYPRODUCT -> {
        byproductIds.put(
            node, mapper.removeByproduct(node.byproduct().orElseThrow(), created(change), aws));
      }
      case DETACH ->
        mapper.detach(
            change.observed().orElseThrow(),
            node.replaced().orElseThrow().observed().orElseThrow(),
            aws);
      case DELETE -> delete(mapper, change.observed().orElseThrow(), aws);
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private <T extends Resource<T>> Observed<T> created(PlannedChange<T> change) {
    return (Observed<T>) results.get(change);
  }

  private <T extends Resource<T>> Observed<T> keep(
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
    return result;
  }

  private <T extends Resource<T>> void delete(
      ResourceMapper<T> mapper, Observed<T> observed, RunningStep aws) {
    try {
      mapper.delete(observed, aws);
    } catch (CallFailedException e) {
      if (!e.missing()) {
        throw e;
      }
    }
    if (mapper.disappearsLater()) {
      waiting().untilGone(mapper, observed, aws, mapper.type().table() + " " + observed.identity());
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

  private Applied applied(GraphRun run) {
    List<Change> changes = new ArrayList<>();
    List<PlannedChange<?>> removed = new ArrayList<>();
    Map<PlannedChange<?>, Observed<?>> kept = new IdentityHashMap<>();
    Map<PlannedChange<?>, List<Node>> nodesOf = new IdentityHashMap<>();
    graph
        .nodes()
        .forEach(
            n -> nodesOf.computeIfAbsent(n.change(), c -> new ArrayList<>()).add(n));
    for (PlannedChange<?> change : plan.changes()) {
      List<Node> nodes = nodesOf.getOrDefault(change, List.of());
      if (nodes.stream().anyMatch(n -> n.kind() == Kind.DELETE && run.succeeded(n))) {
        removed.add(change);
      }
      Optional.ofNullable(results.get(change)).ifPresent(result -> kept.put(change, result));
      if (nodes.stream().allMatch(run::succeeded)) {
        changes.add(new Change(change.action(), change.table(), change.id(), change.description()));
      }
    }
    byproductIds.forEach((node, id) -> changes.add(
        new Change(Action.DELETE, node.byproduct().orElseThrow().table(), Optional.empty(), id)));
    List<String> warnings = run.failures().entrySet().stream()
        .map(e -> sentence(e.getKey(), e.getValue()) + " The next plan shows it again.")
        .toList();
    return new Applied(changes, kept, removed, warnings);
  }
}
