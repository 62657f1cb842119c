package org.iasql.engine.apply;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.cloud.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what an operation has superseded, the old half of a replacement or an old task definition
 * revision, once nobody can roll it back any more. What AWS does not let go is held again, so that the
 * next plan shows it.
 */
final class Removals {
  private static final Logger LOG = LoggerFactory.getLogger(Removals.class);

  private final OperationContext context;
  private final OpenOperations operations;
  private final Map<String, ResourceMapper<?>> mappers;

  Removals(
      OperationContext context, OpenOperations operations, Map<String, ResourceMapper<?>> mappers) {
    this.context = context;
    this.operations = operations;
    this.mappers = mappers;
  }

  /** Removes everything; returns whether something is to be tried again. */
  boolean remove() {
    Map<Integer, OpenOperations.Step> steps = new TreeMap<>();
    operations.removals(context.opid()).forEach(step -> steps.put(step.note().no(), step));
    GraphRun run = new GraphRun(
        step -> steps.get(step).note().after().stream()
            .filter(steps::containsKey)
            .collect(Collectors.toSet()),
        context.account().threads(),
        step -> {
          StepNote note = steps.get(step).note();
          remove(Compensation.mapper(mappers, context, note), note);
        });
    run.run(steps.keySet());
    Compensation.refuseIfFenced(run);
    boolean again = run.failures().values().stream()
        .anyMatch(f -> f instanceof CallFailedException call && call.passing());
    if (again) {
      return true;
    }
    for (OpenOperations.Step step : steps.values()) {
      if (!run.succeeded(step.note().no())) {
        RuntimeException failure = run.failures().get(step.note().no());
        String why = failure == null
            ? "What needs it could not be removed."
            : String.valueOf(failure.getMessage());
        LOG.warn("{} could not be removed after the commit: {}", step.note(), why);
        operations.holdAgain(context.opid(), step.note(), why);
      }
    }
    operations.settled(context.opid(), "committed");
    return false;
  }

  private <T extends Resource<T>> void remove(ResourceMapper<T> mapper, StepNote note) {
    RunningStep aws = new RunningStep(context, note.no(), false, note.region());
    Observed<T> old = note.before(mapper.type()).orElseThrow();
    Waiting waiting = new Waiting(context.account().patience(), context.progress());
    new StepRun<>(mapper, aws, waiting).delete(old);
    operations.removed(context.opid(), note.no());
  }
}
