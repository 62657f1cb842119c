package org.iasql.engine.apply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.plan.Match;

/** Every resource as AWS has it at this moment: as observed, or as a step left it. */
final class LiveState {
  private final Map<String, Observed<?>> byRow = new ConcurrentHashMap<>();
  private final Map<String, Observed<?>> byIdentity = new ConcurrentHashMap<>();
  private Optional<Supplier<Map<String, List<? extends Observed<?>>>>> unseen = Optional.empty();

  LiveState(Map<String, List<? extends Observed<?>>> cloud, List<Match<?>> matches) {
    cloud.forEach((table, list) -> list.forEach(o -> byIdentity.put(name(table, o.identity()), o)));
    matches.forEach(m -> put(m.mapper().type().table(), m.row().key(), m.observed()));
  }

  /** A state that looks at the account when first asked for what it does not know. */
  LiveState(Supplier<Map<String, List<? extends Observed<?>>>> look) {
    this.unseen = Optional.of(look);
  }

  private synchronized void see() {
    unseen.ifPresent(look -> look.get()
        .forEach((table, list) ->
            list.forEach(o -> byIdentity.putIfAbsent(name(table, o.identity()), o))));
    unseen = Optional.empty();
  }

  void put(String table, Observed<?> observed) {
    byIdentity.put(name(table, observed.identity()), observed);
  }

  void put(String table, String rowKey, Observed<?> observed) {
    byRow.put(name(table, rowKey), observed);
    byIdentity.put(name(table, observed.identity()), observed);
  }

  @SuppressWarnings("unchecked")
  <R extends Resource<R>> Observed<R> resolve(Class<R> type, Ref<R> ref) {
    String table = ResourceType.of(type).table();
    Optional<Observed<?>> found = find(table, ref);
    if (found.isEmpty()) {
      see();
      found = find(table, ref);
    }
    if (found.isEmpty()) {
      throw new RefusedException(
          "A row refers to %s '%s', which does not exist in AWS. Run SELECT * FROM iasql_plan_apply() to see what is there."
              .formatted(table, ref));
    }
    return (Observed<R>) found.get();
  }

  private Optional<Observed<?>> find(String table, Ref<?> ref) {
    return ref.cloud().isPresent()
        ? Optional.ofNullable(byIdentity.get(name(table, ref.cloud().get())))
        : Optional.ofNullable(byRow.get(name(table, ref.toString())));
  }

  /** AWS's id or ARN of what a row stands for; empty if it stands for nothing yet. */
  Optional<String> identityOfRow(String table, String rowKey) {
    return Optional.ofNullable(byRow.get(name(table, rowKey))).map(Observed::identity);
  }

  @SuppressWarnings("unchecked")
  <R extends Resource<R>> List<Observed<R>> all(Class<R> type) {
    see();
    String prefix = name(ResourceType.of(type).table(), "");
    return byIdentity.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .map(e -> (Observed<R>) e.getValue())
        .toList();
  }

  private static String name(String table, String key) {
    return table + " " + key;
  }
}
