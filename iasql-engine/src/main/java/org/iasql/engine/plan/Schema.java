package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Edge;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.ResourceMapper;

/**
 * The installed modules as the planner sees them: their mappers, referred-to types first, the edges,
 * and where each type refers to others.
 */
public final class Schema {
  private final Map<String, ResourceMapper<?>> mappers = new LinkedHashMap<>();
  private final Map<String, References> references = new HashMap<>();
  private final List<Edge<?, ?>> edges;

  /** The schema of {@code modules} with the foreign keys that the catalogue has for their tables. */
  public Schema(Collection<EngineModule> modules, ForeignKeys keys) {
    Map<String, ResourceMapper<?>> all = new LinkedHashMap<>();
    modules.forEach(m -> m.mappers().forEach(mapper -> all.put(mapper.type().table(), mapper)));
    all.forEach((table, mapper) -> references.put(table, new References(mapper.type(), keys)));
    this.edges = modules.stream()
        .flatMap(m -> m.edges().stream())
        .filter(e -> all.containsKey(table(e.from())) && all.containsKey(table(e.on())))
        .toList();
    Set<String> visited = new LinkedHashSet<>();
    all.keySet().forEach(table -> visit(table, all, visited));
  }

  private void visit(String table, Map<String, ResourceMapper<?>> all, Set<String> visited) {
    if (!all.containsKey(table) || !visited.add(table)) {
      return;
    }
    references.get(table).targets().forEach(target -> visit(target, all, visited));
    edges.stream()
        .filter(e -> table(e.from()).equals(table))
        .forEach(e -> visit(table(e.on()), all, visited));
    mappers.put(table, all.get(table));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static String table(Class<?> valueClass) {
    return ResourceType.of((Class) valueClass).table();
  }

  /** The mappers, in an order in which references lead back. */
  public List<ResourceMapper<?>> mappers() {
    return new ArrayList<>(mappers.values());
  }

  /** The mapper of a table; empty for link and child tables and those that are not installed. */
  public Optional<ResourceMapper<?>> mapper(String table) {
    return Optional.ofNullable(mappers.get(table));
  }

  List<Edge<?, ?>> edges() {
    return edges;
  }

  References references(ResourceType<?> type) {
    return references.get(type.table());
  }

  /**
   * Turns the cloud references of a value into row references, in place.
   *
   * @param rowOf the row's key for a table and an identity
   * @return whether every reference that the table needs was found
   */
  public boolean toRows(
      ResourceType<?> type, ObjectNode json, BiFunction<String, String, Optional<JsonNode>> rowOf) {
    references(type).toRows(json, rowOf);
    return isWhole(type, json);
  }

  /** Whether a value with row references has a row for every reference that the table needs. */
  public boolean isWhole(ResourceType<?> type, ObjectNode json) {
    return references(type).in(json).stream().noneMatch(r -> r.cloud().isPresent());
  }

  /**
   * A wish whose references are AWS's own identities.
   *
   * @param identityOf AWS's identity for a table and a row's key; where there is none, the reference
   *     stays
   */
  public <T extends Resource<T>> T toCloud(
      ResourceType<T> type, T wish, BiFunction<String, String, Optional<String>> identityOf) {
    ObjectNode json = type.toJson(wish);
    references(type).toCloud(json, identityOf);
    return type.fromJson(json);
  }

  /**
   * What is there with AWS's own identities, to be compared with a {@linkplain #toCloud wish of the
   * same form}: a reference to a row whose resource is replaced is a difference.
   *
   * @param observed with cloud references
   * @param actual the same with row references; what is null there leads to nothing that a row
   *     stands for, and is none of the row's business
   */
  public <T extends Resource<T>> T comparable(ResourceType<T> type, T observed, T actual) {
    if (references(type).targets().isEmpty()) {
      return observed;
    }
    ObjectNode json = type.toJson(observed);
    ObjectNode rows = type.toJson(actual);
    json.properties().stream()
        .filter(p -> p.getValue().has("cloud") && rows.path(p.getKey()).isNull())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(json::putNull);
    return type.fromJson(json);
  }

  /** The link and child tables of all types. */
  public Set<String> partTables() {
    Set<String> tables = new LinkedHashSet<>();
    mappers
        .values()
        .forEach(m ->
            m.type().parts().forEach(a -> tables.add(a.parts().orElseThrow().table())));
    return tables;
  }
}
