package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<String, Map<String, JsonNode>> newRows = new HashMap<>();
  private Optional<Matching> matching = Optional.empty();

  RowImport(Planning planning, CallerSession session) {
    this.planning = planning;
    this.session = session;
  }

  void add(String table, Observed<?> observed) {
    wanted.computeIfAbsent(table, t -> new ArrayList<>()).add(observed);
  }

  /** Adds the rows, with ids taken from the tables' sequences, and their ledger entries. */
  void into(RowChanges changes) {
    if (wanted.isEmpty()) {
      return;
    }
    Schema schema = planning.snapshot().schema();
    Map<String, Iterator<JsonNode>> ids = nextIds(schema);
    for (ResourceMapper<?> mapper : schema.mappers()) {
      String table = mapper.type().table();
      for (Observed<?> observed : wanted.getOrDefault(table, List.of())) {
        importRow(schema, mapper.type(), observed, ids, changes);
      }
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

  /** New rows first: an install refers to little else, and pairing a whole account takes time. */
  /** The primary key of the row that stands for a resource, be it one that this import makes. */
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
          "SELECT t.key AS \"table\", jsonb_agg(nextval(pg_get_serial_sequence('public.' || t.key, 'id'))) AS ids"
              + " FROM jsonb_each_text($1) t, generate_series(1, t.value::int) GROUP BY t.key",
          counts)) {
        ids.put(row.path("table").asText(), row.path("ids").iterator());
      }
    }
    return ids;
  }
}
