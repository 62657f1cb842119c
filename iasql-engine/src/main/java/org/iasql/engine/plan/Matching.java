package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;

/** Pairs rows with resources, by AWS's identity first, then by key; type by type. */
public final class Matching {
  private final Schema schema;
  private final World world;
  private final Map<String, Map<String, JsonNode>> rowOf = new HashMap<>();
  private final Map<String, List<Match<?>>> matches = new LinkedHashMap<>();
  private final Map<String, List<Row<?>>> unmatchedRows = new HashMap<>();
  private final Map<String, List<Candidate<?>>> unmatchedCloud = new HashMap<>();
  private final Map<String, Map<String, JsonNode>> leaving = new HashMap<>();

  /** Pairs everything that the schema has mappers for. */
  public Matching(Schema schema, World world) {
    this.schema = schema;
    this.world = world;
    schema.mappers().forEach(this::match);
  }

  /** All pairs of a type. */
  @SuppressWarnings("unchecked")
  public <T extends Resource<T>> List<Match<T>> matches(ResourceType<T> type) {
    return (List<Match<T>>) (List<?>) matches.getOrDefault(type.table(), List.of());
  }

  /** Rows that stand for nothing yet. */
  @SuppressWarnings("unchecked")
  public <T extends Resource<T>> List<Row<T>> unmatchedRows(ResourceType<T> type) {
    return (List<Row<T>>) (List<?>) unmatchedRows.getOrDefault(type.table(), List.of());
  }

  /** Resources that no row stands for. */
  public <T extends Resource<T>> List<Observed<T>> unmatchedCloud(ResourceType<T> type) {
    return candidates(type).stream().map(c -> c.observed).toList();
  }

  /** The same by their keys, as rows would have them. */
  <T extends Resource<T>> Map<List<String>, Observed<T>> unmatchedKeys(ResourceType<T> type) {
    Map<List<String>, Observed<T>> byKey = new HashMap<>();
    candidates(type).forEach(c -> byKey.put(key(type, type.toJson(c.actual)), c.observed));
    return byKey;
  }

  @SuppressWarnings("unchecked")
  private <T extends Resource<T>> List<Candidate<T>> candidates(ResourceType<T> type) {
    return (List<Candidate<T>>) (List<?>) unmatchedCloud.getOrDefault(type.table(), List.of());
  }

  /** The primary key of the row that stands for a resource. */
  public Optional<JsonNode> rowOf(String table, String identity) {
    return Optional.ofNullable(rowOf.getOrDefault(table, Map.of()).get(identity));
  }

  private <T extends Resource<T>> void match(ResourceMapper<T> mapper) {
    ResourceType<T> type = mapper.type();
    List<Candidate<T>> candidates = new ArrayList<>();
    Map<String, Candidate<T>> byIdentity = new LinkedHashMap<>();
    for (Observed<T> observed : world.cloud(type)) {
      Candidate<T> candidate = candidate(type, observed);
      candidates.add(candidate);
      byIdentity.put(observed.identity(), candidate);
    }
    List<Row<T>> rest = new ArrayList<>();
    for (Row<T> row : world.rows(type)) {
      Optional<Candidate<T>> found = row.identity().map(byIdentity::get).filter(c -> !c.taken);
      found.ifPresentOrElse(candidate -> pair(mapper, row, candidate), () -> rest.add(row));
    }
    matchByKey(mapper, rest, candidates);
    for (Candidate<T> candidate : candidates) {
      if (!candidate.taken) {
        add(unmatchedCloud, type, candidate);
        rememberIfLeaving(mapper, candidate.observed);
      }
    }
  }

  /** What will be deleted must be let go of, so a reference to it is a difference and no NULL. */
  private <T extends Resource<T>> void rememberIfLeaving(
      ResourceMapper<T> mapper, Observed<T> observed) {
    String table = mapper.type().table();
    if (!mapper.readOnly() && !observed.madeByAws() && world.holds(table, observed)) {
      leaving
          .computeIfAbsent(table, t -> new HashMap<>())
          .put(observed.identity(), References.cloudReference(observed.identity()));
    }
  }

  private Optional<JsonNode> rowOfOrLeaving(String table, String identity) {
    return rowOf(table, identity)
        .or(() -> Optional.ofNullable(leaving.getOrDefault(table, Map.of()).get(identity)));
  }

  private <T extends Resource<T>> void matchByKey(
      ResourceMapper<T> mapper, List<Row<T>> rows, List<Candidate<T>> candidates) {
    if (rows.isEmpty()) {
      return;
    }
    ResourceType<T> type = mapper.type();
    Map<List<String>, Candidate<T>> byKey = new HashMap<>();
    candidates.stream()
        .filter(c -> !c.taken)
        .forEach(c -> byKey.putIfAbsent(key(type, type.toJson(c.actual)), c));
    for (Row<T> row : rows) {
      Optional<Candidate<T>> found = !hasKey(type)
          ? equalAndOurs(type, row, candidates)
          : Optional.ofNullable(byKey.get(key(type, type.toJson(row.value()))))
              .filter(c -> !c.taken);
      found.ifPresentOrElse(
          candidate -> pair(mapper, row, candidate), () -> add(unmatchedRows, type, row));
    }
  }

  /** Whether anything but AWS's identity tells resources of a type apart. */
  static boolean hasKey(ResourceType<?> type) {
    return type.keys().stream().anyMatch(a -> !a.column().equals("region"));
  }

  /** A type without a key: equal to what the ledger holds is the same; a stranger's never is. */
  private <T extends Resource<T>> Optional<Candidate<T>> equalAndOurs(
      ResourceType<T> type, Row<T> row, List<Candidate<T>> candidates) {
    Predicate<Candidate<T>> same =
        c -> type.withDefaultsFrom(row.value(), c.actual).equals(c.actual);
    return candidates.stream()
        .filter(c -> !c.taken)
        .filter(c -> c.observed.madeByAws() || world.holds(type.table(), c.observed))
        .filter(same)
        .findFirst();
  }

  private <T extends Resource<T>> void pair(
      ResourceMapper<T> mapper, Row<T> row, Candidate<T> candidate) {
    ResourceType<T> type = mapper.type();
    candidate.taken = true;
    rowOf
        .computeIfAbsent(type.table(), t -> new HashMap<>())
        .put(candidate.observed.identity(), row.json().get(type.primaryKey()));
    T desired = type.withDefaultsFrom(row.value(), candidate.actual);
    matches
        .computeIfAbsent(type.table(), t -> new ArrayList<>())
        .add(new Match<>(mapper, row, candidate.observed, candidate.actual, desired));
  }

  private <T extends Resource<T>> Candidate<T> candidate(
      ResourceType<T> type, Observed<T> observed) {
    References references = schema.references(type);
    if (references.targets().isEmpty()) {
      return new Candidate<>(observed, observed.value());
    }
    ObjectNode json = type.toJson(observed.value());
    references.toRows(json, this::rowOfOrLeaving);
    return new Candidate<>(observed, type.fromJson(json));
  }

  /** The parts of a key in the form in which AWS takes equal keys for the same. */
  static List<String> key(ResourceType<?> type, ObjectNode json) {
    return type.keys().stream().map(a -> keyPart(a, json.path(a.column()))).toList();
  }

  private static String keyPart(Attribute attribute, JsonNode value) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return attribute.ignoreCase() ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static <E> void add(Map<String, List<E>> lists, ResourceType<?> type, E element) {
    lists.computeIfAbsent(type.table(), t -> new ArrayList<>()).add(element);
  }

  private static final class Candidate<T extends Resource<T>> {
    private final Observed<T> observed;
    private final T actual;
    private boolean taken;

    private Candidate(Observed<T> observed, T actual) {
      this.observed = observed;
      this.actual = actual;
    }
  }
}
