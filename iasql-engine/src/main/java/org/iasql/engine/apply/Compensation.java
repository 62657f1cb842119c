package org.iasql.engine.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.iasql.core.CloudException;
import org.iasql.core.IasqlException;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.cloud.Waiting;
import org.iasql.engine.plan.PlanGraph.Kind;

/**
 * Undoes what an operation has created and updated, in reverse order, from its journal alone: the same
 * after a failed step, a ROLLBACK and a crash. Each step costs one look and one undo; what is not as the
 * operation left it, and what a committed row holds by now, is left alone. Deletes cannot be undone.
 */
final class Compensation {
  private final OperationContext context;
  private final OpenOperations operations;
  private final Map<String, ResourceMapper<?>> mappers;
  private final Map<Integer, Observed<?>> made = new HashMap<>();
  private final Map<Integer, String> left = new ConcurrentHashMap<>();

  /** @param mappers by table, of every module */
  Compensation(
      OperationContext context, OpenOperations operations, Map<String, ResourceMapper<?>> mappers) {
    this.context = context;
    this.operations = operations;
    this.mappers = mappers;
  }

  /**
   * Undoes the operation, and settles it unless something is to be tried again.
   *
   * @throws IasqlException if the journal cannot be read or written
   */
  Undone undo() {
    Map<Integer, OpenOperations.Step> steps = new TreeMap<>();
    operations.toUndo(context.opid()).forEach(step -> steps.put(step.note().no(), step));
    steps.values().forEach(this::remember);
    Map<Integer, Set<Integer>> later = dependents(steps);
    GraphRun run = new GraphRun(
        step -> later.getOrDefault(step, Set.of()),
        context.account().threads(),
        step -> undo(steps.get(step)));
    run.run(steps.keySet());
    refuseIfFenced(run);
    List<String> undone = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    boolean again = false;
    for (OpenOperations.Step step : steps.values()) {
      int no = step.note().no();
      Optional<RuntimeException> failure = Optional.ofNullable(run.failures().get(no));
      if (failure.isPresent()) {
        again |= failure.get() instanceof CallFailedException call && call.passing();
        kept.add(step.note() + ": " + failure.get().getMessage());
      } else if (left.containsKey(no)) {
        kept.add(step.note() + ": " + left.get(no));
      } else if (run.succeeded(no)) {
        undone.add(verb(step.note()) + " " + step.note());
      } else {
        kept.add(step.note() + ": what needs it could not be undone.");
      }
    }
    if (!again) {
      steps.values().stream()
          .filter(s -> !run.succeeded(s.note().no()))
          .forEach(s -> operations.left(
              context.opid(),
              s.note(),
              Optional.ofNullable(run.failures().get(s.note().no()))
                  .map(Throwable::getMessage)
                  .orElse("What needs it could not be undone.")));
      operations.settled(context.opid(), "undone");
    }
    return new Undone(undone, kept, again);
  }

  /** What AWS refuses is told; what says that this engine must not go on ends everything. */
  static void refuseIfFenced(GraphRun run) {
    run.failures().values().stream()
        .filter(f -> !(f instanceof CallFailedException
            || f instanceof CloudException
            || f instanceof RefusedException))
        .findFirst()
        .ifPresent(f -> {
          throw f;
        });
  }

  static String verb(StepNote note) {
    return note.kind() == Kind.CREATE ? "create" : "update";
  }

  /** Later steps may refer to what earlier ones made. */
  private void remember(OpenOperations.Step step) {
    remember(mapper(step.note()), step.note());
  }

  private <T extends Resource<T>> void remember(ResourceMapper<T> mapper, StepNote note) {
    note.before(mapper.type()).ifPresent(o -> context.state().put(note.table(), o));
    note.result(mapper.type()).ifPresent(o -> {
      context.state().put(note.table(), o);
      if (note.kind() == Kind.CREATE) {
        made.put(note.no(), o);
      }
    });
  }

  /** Before a step is undone, what came after it has to be. */
  private static Map<Integer, Set<Integer>> dependents(Map<Integer, OpenOperations.Step> steps) {
    Map<Integer, Set<Integer>> dependents = new HashMap<>();
    steps.forEach((no, step) -> step.note().after().stream()
        .filter(steps::containsKey)
        .forEach(on -> dependents.computeIfAbsent(on, n -> new HashSet<>()).add(no)));
    return dependents;
  }

  private ResourceMapper<?> mapper(StepNote note) {
    return mapper(mappers, context, note);
  }

  /** The mapper of a step's table, which an engine of another version may have written. */
  static ResourceMapper<?> mapper(
      Map<String, ResourceMapper<?>> mappers, OperationContext context, StepNote note) {
    return Optional.ofNullable(mappers.get(note.table()))
        .orElseThrow(() -> new IasqlException(
            "Operation %s has changed a %s, which this engine does not know. Start an engine of the version that made it."
                .formatted(context.opid(), note.table())));
  }

  private void undo(OpenOperations.Step step) {
    Optional<String> why = undo(mapper(step.note()), step);
    if (why.isPresent()) {
      left.put(step.note().no(), why.get());
      operations.left(context.opid(), step.note(), why.get());
    } else {
      operations.undone(context.opid(), step.note().no());
      context.progress().accept("undo " + verb(step.note()) + " " + step.note() + ": done");
    }
  }

  /** Why the step was left as it is; empty if it is undone. */
  private <T extends Resource<T>> Optional<String> undo(
      ResourceMapper<T> mapper, OpenOperations.Step step) {
    RunningStep aws =
        new RunningStep(context, step.note().no(), true, step.note().region());
    if (step.note().kind() == Kind.DETACH) {
      return attach(mapper, step.note(), aws);
    }
    boolean made = step.note().kind() == Kind.CREATE || mapper.updateChangesIdentity();
    return made ? unmake(mapper, step, aws) : restore(mapper, step, aws);
  }

  /** What is detached may be nothing that the table can hold, so it cannot be compared. */
  private <T extends Resource<T>> Optional<String> attach(
      ResourceMapper<T> mapper, StepNote note, RunningStep aws) {
    Observed<T> before = note.before(mapper.type()).orElseThrow();
    return setBack(mapper, before, before, note, aws);
  }

  /**
   * Updates a resource to what it was. Where that refers to what the operation has deleted, the
   * resource lets go of what the operation has made, so that this can go; the next plan shows the rest.
   *
   * @return why it is not as it was, if it is not
   */
  private <T extends Resource<T>> Optional<String> setBack(
      ResourceMapper<T> mapper,
      Observed<T> actual,
      Observed<T> before,
      StepNote note,
      RunningStep aws) {
    try {
      new StepRun<>(mapper, aws, waiting()).update(actual, before.value());
      return Optional.empty();
    } catch (RefusedException e) {
      made.entrySet().stream()
          .filter(each -> note.after().contains(each.getKey()))
          .forEach(each -> mapper.detach(actual, each.getValue(), aws));
      return Optional.of("what it referred to is deleted; the next plan shows what is missing.");
    }
  }

  private <T extends Resource<T>> Optional<String> unmake(
      ResourceMapper<T> mapper, OpenOperations.Step step, RunningStep aws) {
    ResourceType<T> type = mapper.type();
    StepRun<T> run = new StepRun<>(mapper, aws, waiting());
    T wish = type.fromJson(step.note().wish().orElseThrow());
    Optional<Observed<T>> result = step.done() ? step.note().result(type) : Optional.empty();
    Optional<Observed<T>> there = result.isPresent()
        ? waiting().untilShown(() -> mapper.read(result.get(), aws))
        : run.made(wish);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    if (result.isPresent() && !isAsLeft(type, there.get().value(), step.note())) {
      return Optional.of("it was changed since.");
    }
    if (operations.heldSince(context.opid(), type.table(), there.get().identity())) {
      return Optional.of("a row of this database holds it by now.");
    }
    run.delete(there.get());
    return Optional.empty();
  }

  private <T extends Resource<T>> Optional<String> restore(
      ResourceMapper<T> mapper, OpenOperations.Step step, RunningStep aws) {
    ResourceType<T> type = mapper.type();
    Observed<T> before = step.note().before(type).orElseThrow();
    Optional<Observed<T>> there = waiting().untilShown(() -> mapper.read(before, aws));
    if (there.isEmpty()) {
      // What can only be detached by a delete was made anew by the update.
      return wasMadeAnew(type, step, before)
          ? unmake(mapper, step, aws)
          : Optional.of("it is gone.");
    }
    T now = there.get().value();
    boolean asBefore = now.equals(before.value());
    if (asBefore && !step.done() && !step.unsure()) {
      return Optional.empty();
    }
    if (!isAsLeft(type, now, step.note())) {
      return Optional.of("it was changed since.");
    }
    if (operations.heldSince(context.opid(), type.table(), before.identity())) {
      return Optional.of("a row of this database follows it by now.");
    }
    // AWS may show for a while what was there before the step: what the step left is what counts.
    T left = asBefore
        ? step.note()
            .result(type)
            .map(Observed::value)
            .orElseGet(() -> type.fromJson(step.note().wish().orElseThrow()))
        : now;
    Observed<T> actual = new Observed<>(before.identity(), before.incarnation(), left, false);
    return setBack(mapper, actual, before, step.note(), aws);
  }

  private static <T extends Resource<T>> boolean wasMadeAnew(
      ResourceType<T> type, OpenOperations.Step step, Observed<T> before) {
    return step.note()
        .result(type)
        .map(result -> !result.identity().equals(before.identity()))
        .orElse(step.unsure());
  }

  /** Whether nobody but the operation has changed the resource: attribute by attribute, because a step may be done in part. */
  private static <T extends Resource<T>> boolean isAsLeft(
      ResourceType<T> type, T now, StepNote note) {
    List<T> known = new ArrayList<>();
    note.wish().ifPresent(json -> known.add(type.withDefaultsFrom(type.fromJson(json), now)));
    note.result().ifPresent(json -> known.add(type.fromJson(json)));
    note.before().ifPresent(json -> known.add(type.fromJson(json)));
    return known.contains(now) || new PartialChange<>(type, known).explains(now);
  }

  private Waiting waiting() {
    return new Waiting(context.account().patience(), context.progress());
  }
}
