package org.iasql.engine.plan;

import java.util.List;
import java.util.Optional;
import org.iasql.core.Action;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Byproduct;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;

/**
 * One change of a plan.
 *
 * @param row the row that asks for it; empty for a delete
 * @param desired what the row wishes, completed with AWS's own choices; empty for a delete
 * @param observed the resource as it is, with cloud references; empty for a create
 * @param actual the same with row references
 * @param interrupts whether old and new cannot exist side by side, so that the old one goes first
 */
public record PlannedChange<T extends Resource<T>>(
    ResourceMapper<T> mapper,
    Action action,
    Optional<Row<T>> row,
    Optional<T> desired,
    Optional<Observed<T>> observed,
    Optional<T> actual,
    boolean interrupts) {

  static <T extends Resource<T>> PlannedChange<T> create(ResourceMapper<T> mapper, Row<T> row) {
    return new PlannedChange<>(
        mapper,
        Action.CREATE,
        Optional.of(row),
        Optional.of(row.value()),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  static <T extends Resource<T>> PlannedChange<T> of(
      Action action, Match<T> match, boolean interrupts) {
    return new PlannedChange<>(
        match.mapper(),
        action,
        Optional.of(match.row()),
        Optional.of(match.desired()),
        Optional.of(match.observed()),
        Optional.of(match.actual()),
        interrupts);
  }

  static <T extends Resource<T>> PlannedChange<T> delete(
      ResourceMapper<T> mapper, Observed<T> observed) {
    return new PlannedChange<>(
        mapper,
        Action.DELETE,
        Optional.empty(),
        Optional.empty(),
        Optional.of(observed),
        Optional.empty(),
        false);
  }

  public String table() {
    return mapper.type().table();
  }

  /** The row's id, for tables that have one. */
  public Optional<Integer> id() {
    return row.flatMap(r -> r.value().id());
  }

  /** The resource's name; for a delete, AWS's id or ARN. */
  public String description() {
    String name =
        desired.map(Resource::describe).orElseGet(() -> observed.orElseThrow().identity());
    return interrupts ? name + " (interrupts)" : name;
  }

  /** What AWS will add by itself to the new resource. */
  public List<Byproduct> byproducts() {
    return action == Action.CREATE || action == Action.REPLACE
        ? desired.map(mapper::byproducts).orElse(List.of())
        : List.of();
  }

  /** Whether the resource that is there goes away. */
  public boolean removesOld() {
    return action == Action.DELETE || action == Action.REPLACE;
  }
}
