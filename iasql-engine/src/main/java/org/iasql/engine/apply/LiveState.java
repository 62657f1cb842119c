package org.iasql.engine.apply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.plan.Match;

/** Every resource as AWS has it at this moment of an apply: as observed, or as a step left it. */
final class LiveState {
  private final Map<String, Observed<?>> byRow = new ConcurrentHashMap<>();
  private final Map<String, Observed<?>> byIdentity = new ConcurrentHashMap<>();

  LiveState(Map<String, List<? extends Observed<?>>> cloud, List<Match<?>> matches) {
    cloud.forEach((table, list) -> list.forEach(o -> byIdentity.put(name(table, o.identity()), o)));
    matches.forEach(m -> put(m.mapper().type().table(), m.row().key(), m.observed()));
  }

  void put(String table, String rowKey, Observed<?> observed) {
    byRow.put(name(table, rowKey), observed);
    byIdentity.put(name(table, observed.identity()), observed);
  }

  @SuppressWarnings("unchecked")
  <R extends Resource<R>> Observed<R> resolve(Class<R> type, Ref<R> ref) {
    String table = ResourceType.of(type).table();
    Optional<String> identity = ref.cloud();
    Observed<?> found = identity.isPresent()
        ? byIdentity.get(name(table, identity.get()))
        : byRow.get(name(table, ref.toString()));
    if (found == null) {
      throw new RefusedException(
          "A row refers to %s '%s', which does not exist in AWS. Run SELECT * FROM iasql_plan_apply() to see what is there."
              .formatted(table, ref));
    }
    return (Observed<R>) found;
  }

  @SuppressWarnings("unchecked")
  <R extends Resource<R>> List<Observed<R>> all(Class<R> type) {
    String prefix = name(ResourceType.of(type).table(), "");
    return byIdentity.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .map(e -> (Observed<R>) e.getValue())
        .toList();
  }

  boolean knows(String table, String identity) {
    return byIdentity.containsKey(name(table, identity));
  }

  private static String name(String table, String key) {
    return table + " " + key;
  }
}
