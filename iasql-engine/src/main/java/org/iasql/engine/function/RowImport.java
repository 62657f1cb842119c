package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.plan.LedgerEntry;
import org.iasql.engine.plan.Matching;
import org.iasql.engine.plan.Schema;
import org.iasql.engine.request.CallerSession;

/** Makes rows of resources that have none. */
final class RowImport {
  private final Planning planning;
  private final CallerSession session;
  private final Map<String, List<Observed<?>>> wanted = new LinkedHashMap<>();
  private final Map<String, Set<String>> identities = new HashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, Map<String, JsonNode>> newRows = new HashMap<>();
  private Optional<Matching> matching = Optional.empty();

  RowImport(Planning planning, CallerSession session) {
    this.planning = planning;
    this.session = session;
  }

  void add(String table, Observed<?> observed) {
    wanted.computeIfAbsent(table, t -> new ArrayList<>()).add(observed);
    identities.computeIfAbsent(table, t -> new HashSet<>()).add(observed.identity());
  }

  /** Whether there is nothing to import. */
  boolean isEmpty() {
    return wanted.isEmpty();
  }

  /** Whether a resource is among those to be imported. */
  boolean imports(String table, String identity) {
    return identities.getOrDefault(table, Set.of()).contains(identity);
  }

  /** Says which row stands for a resource that is newer than the plan. */
  void stands(String table, String identity, JsonNode key) {
    newRows.computeIfAbsent(table, t -> new HashMap<>()).put(identity, key);
  }

  /** Adds the rows, with ids taken from the tables' sequences, and their ledger entries. */
  void into(RowChanges changes) {
    byTable(() -> changes, done -> {});
  }

  /**
   * Does the same table by table, those that are referred to first.
   *
   * @param changes what to add a table's rows to
   * @param done told when a table's rows are in
   */
  void byTable(Supplier<RowChanges> changes, Consumer<RowChanges> done) {
    if (wanted.isEmpty()) {
      return;
    }
    Schema schema = planning.snapshot().schema();
    Map<String, Iterator<JsonNode>> ids = nextIds(schema);
    for (ResourceMapper<?> mapper : schema.mappers()) {
      RowChanges table = changes.get();
      for (Observed<?> observed : wanted.getOrDefault(mapper.type().table(), List.of())) {
        importRow(schema, mapper.type(), observed, ids, table);
      }
      done.accept(table);
    }
  }

  /** The number of rows that were made, by table; link and child tables included. */
  Map<String, Integer> counts() {
    return counts;
  }

  @SuppressWarnings("unchecked")
  private <T extends Resource<T>> void importRow(
      Schema schema,
      ResourceType<T> type,
      Observed<?> observed,
      Map<String, Iterator<JsonNode>> ids,
      RowChanges changes) {
    ObjectNode row = type.toJson((T) observed.value());
    boolean whole = schema.toRows(type, row, this::rowOf);
    if (!whole) {
      session.notice("%s %s was left out: it refers to something that no row stands for."
          .formatted(type.table(), observed.identity()));
      return;
    }
    if (type.primaryKey().equals("id")) {
      row.set("id", ids.get(type.table()).next());
    } else if (isTaken(type, row.get(type.primaryKey()))) {
      session.notice(
          "%s %s was left out: the table has a row of this %s, for a resource of another region."
              .formatted(type.table(), observed.identity(), type.primaryKey()));
      return;
    }
    newRows
        .computeIfAbsent(type.table(), t -> new HashMap<>())
        .put(observed.identity(), row.get(type.primaryKey()));
    changes.insert(type, row);
    changes.hold(new LedgerEntry(type.table(), observed.identity(), observed.incarnation()));
    counts.merge(type.table(), 1, Integer::sum);
    type.parts()
        .forEach(a -> counts.merge(
            a.parts().orElseThrow().table(), row.path(a.column()).size(), Integer::sum));
  }

  private boolean isTaken(ResourceType<?> type, JsonNode key) {
    return newRows.getOrDefault(type.table(), Map.of()).containsValue(key)
        || planning.snapshot().rows().getOrDefault(type.table(), List.of()).stream()
            .anyMatch(row -> row.key().equals(key.asText()));
  }

  /**
   * The primary key of the row that stands for a resource, be it one that this import makes. New rows
   * first: an install refers to little else, and pairing a whole account takes time.
   */
  Optional<JsonNode> rowOf(String table, String identity) {
    return Optional.ofNullable(newRows.getOrDefault(table, Map.of()).get(identity))
        .or(() -> matching().rowOf(table, identity));
  }

  private Matching matching() {
    if (matching.isEmpty()) {
      matching = Optional.of(new Matching(planning.snapshot().schema(), planning.world()));
    }
    return matching.get();
  }

  private Map<String, Iterator<JsonNode>> nextIds(Schema schema) {
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    wanted.forEach((table, list) -> schema
        .mapper(table)
        .filter(m -> m.type().primaryKey().equals("id"))
        .ifPresent(m -> counts.put(table, list.size())));
    Map<String, Iterator<JsonNode>> ids = new HashMap<>();
    if (!counts.isEmpty()) {
      for (JsonNode row : session.query(
          "SELECT t.\"table\", jsonb_agg(nextval(t.sequence)) AS ids FROM ("
              // OFFSET 0: the sequence is looked up once for each table, not for each id.
              + "SELECT key AS \"table\", value::int AS count, pg_get_serial_sequence('public.' || key, 'id')::regclass AS sequence"
              + " FROM jsonb_each_text($1) OFFSET 0) t, generate_series(1, t.count) GROUP BY t.\"table\"",
          counts)) {
        ids.put(row.path("table").asText(), row.path("ids").iterator());
      }
    }
    return ids;
  }
}
