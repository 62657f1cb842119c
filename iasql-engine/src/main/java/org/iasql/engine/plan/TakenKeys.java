package org.iasql.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;

/**
 * Finds wishes for a key that another resource has: for good, or until it is deleted or renamed at the
 * end of the apply. AWS would refuse such a create, or silently return what is there.
 */
final class TakenKeys<T extends Resource<T>> {
  private final ResourceType<T> type;
  private final World world;
  private final Matching matching;

  TakenKeys(ResourceMapper<T> mapper, World world, Matching matching) {
    this.type = mapper.type();
    this.world = world;
    this.matching = matching;
  }

  /** Full sentences, one for each wish that cannot have its key. */
  List<String> refusals(List<PlannedChange<?>> changes) {
    if (!Matching.hasKey(type)) {
      return List.of();
    }
    List<PlannedChange<T>> wishes = wishes(changes);
    Map<List<String>, Observed<T>> taken = new HashMap<>();
    wishes.stream()
        .filter(this::changesKey)
        .forEach(c -> taken.put(key(c.actual().orElseThrow()), c.observed().orElseThrow()));
    if (taken.isEmpty()) {
      return List
          .of(); // Without a new key there is no clash: rows have been matched by their keys.
    }
    taken.putAll(matching.unmatchedKeys(type));
    List<String> refusals = new ArrayList<>();
    for (PlannedChange<T> wish : wishes) {
      Optional.ofNullable(taken.get(key(wish.desired().orElseThrow())))
          .filter(holder -> !wish.observed().equals(Optional.of(holder)))
          .ifPresent(holder -> refusals.add(refusal(wish, holder)));
    }
    return refusals;
  }

  @SuppressWarnings("unchecked")
  private List<PlannedChange<T>> wishes(List<PlannedChange<?>> changes) {
    return changes.stream()
        .filter(c -> c.table().equals(type.table()) && c.desired().isPresent())
        .map(c -> (PlannedChange<T>) c)
        .toList();
  }

  private boolean changesKey(PlannedChange<T> change) {
    return change
        .actual()
        .filter(actual -> !key(actual).equals(key(change.desired().orElseThrow())))
        .isPresent();
  }

  private List<String> key(T value) {
    return Matching.key(type, type.toJson(value));
  }

  private String refusal(PlannedChange<T> wish, Observed<T> holder) {
    String start = "%s '%s' exists in AWS already (%s), "
        .formatted(type.table(), wish.desired().orElseThrow().describe(), holder.identity());
    boolean leaves = !holder.madeByAws() && world.holds(type.table(), holder);
    return leaves
        ? start
            + "and goes or changes only in this apply. Apply that first, then give what names it to another row."
        : start
            + "and this database did not make it and never imported it. Choose another name, or insert a row of its own for it and take it over with iasql_adopt.";
  }
}
