package org.iasql.engine.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.core.CloudException;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Look;
import org.iasql.engine.plan.LedgerEntry;
import org.iasql.engine.plan.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an apply has just made and AWS's lists, which lag behind writes by seconds, do not show yet: it
 * is looked up by its identity, so that nothing is made twice and no row of it is taken for gone.
 */
record FreshResources(Snapshot snapshot, Look look) {
  private static final Logger LOG = LoggerFactory.getLogger(FreshResources.class);

  void addTo(Map<String, List<? extends Observed<?>>> cloud) {
    Map<String, Set<String>> listed = new HashMap<>();
    cloud.forEach((table, list) ->
        listed.put(table, list.stream().map(Observed::identity).collect(Collectors.toSet())));
    for (LedgerEntry entry : snapshot.fresh()) {
      if (!listed.getOrDefault(entry.table(), Set.of()).contains(entry.identity())) {
        snapshot
            .schema()
            .mapper(entry.table())
            .flatMap(mapper -> read(mapper, entry))
            .ifPresent(found -> {
              List<Observed<?>> all = new ArrayList<>(cloud.getOrDefault(entry.table(), List.of()));
              all.add(found);
              cloud.put(entry.table(), all);
            });
      }
    }
  }

  @SuppressWarnings("unchecked")
  private <T extends Resource<T>> Optional<Observed<T>> read(
      ResourceMapper<T> mapper, LedgerEntry entry) {
    return snapshot.rows().getOrDefault(entry.table(), List.of()).stream()
        .filter(row -> row.identity().equals(Optional.of(entry.identity())))
        .map(row -> ((Row<T>) row).value())
        .findFirst()
        .flatMap(value -> read(mapper, entry, value));
  }

  /** What the table cannot hold is left out, as a list leaves it out. */
  private <T extends Resource<T>> Optional<Observed<T>> read(
      ResourceMapper<T> mapper, LedgerEntry entry, T value) {
    Observed<T> known = new Observed<>(entry.identity(), entry.incarnation(), value, false);
    try {
      return mapper.read(
          known, look.in(mapper.type().toJson(value).path("region").asText("")));
    } catch (CloudException e) {
      LOG.debug("{} {} is left out", entry.table(), entry.identity(), e);
      return Optional.empty();
    }
  }
}
