package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Parts;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.plan.LedgerEntry;
import org.iasql.engine.request.Statement;

/**
 * Changes of rows and of the ledger, gathered and then written through the caller's session with a
 * statement for each table and set of columns.
 */
final class RowChanges {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, ArrayNode> inserts = new LinkedHashMap<>();
  private final Map<String, ArrayNode> partInserts = new LinkedHashMap<>();
  private final Map<UpdateShape, ArrayNode> updates = new LinkedHashMap<>();
  private final Map<PartOwners, ArrayNode> partDeletes = new LinkedHashMap<>();
  private final Map<KeyColumn, ArrayNode> deletes = new LinkedHashMap<>();
  private final ArrayNode held = JSON.arrayNode();
  private final ArrayNode released = JSON.arrayNode();

  private record UpdateShape(String table, String primaryKey, Set<String> columns) {}

  private record PartOwners(String table, String owner) {}

  private record KeyColumn(String table, String column) {}

  /** Inserts a row with its parts; the row's primary key is set. */
  void insert(ResourceType<?> type, ObjectNode row) {
    inserts.computeIfAbsent(type.table(), t -> JSON.arrayNode()).add(columnsOf(type, row));
    insertParts(type, row);
  }

  /** Sets columns of the row whose primary key {@code row} has. */
  void update(ResourceType<?> type, ObjectNode row, Set<String> columns) {
    if (!columns.isEmpty()) {
      UpdateShape shape =
          new UpdateShape(type.table(), type.primaryKey(), new LinkedHashSet<>(columns));
      ObjectNode changed = JSON.objectNode().set(type.primaryKey(), row.get(type.primaryKey()));
      columns.forEach(column -> changed.set(column, row.get(column)));
      updates.computeIfAbsent(shape, s -> JSON.arrayNode()).add(changed);
    }
  }

  /** Replaces the link and child rows of an owner. */
  void replaceParts(ResourceType<?> type, ObjectNode row) {
    for (Attribute attribute : type.parts()) {
      Parts parts = attribute.parts().orElseThrow();
      partDeletes
          .computeIfAbsent(new PartOwners(parts.table(), parts.owner()), p -> JSON.arrayNode())
          .add(row.get(type.primaryKey()).asText());
    }
    insertParts(type, row);
  }

  void delete(ResourceType<?> type, String key) {
    deletes
        .computeIfAbsent(new KeyColumn(type.table(), type.primaryKey()), t -> JSON.arrayNode())
        .add(key);
  }

  /** Enters a resource into the ledger. */
  void hold(LedgerEntry entry) {
    held.add(json(entry));
  }

  /** Takes a resource out of the ledger. */
  void release(LedgerEntry entry) {
    released.add(json(entry));
  }

  private static ObjectNode json(LedgerEntry entry) {
    return JSON.objectNode()
        .put("table_name", entry.table())
        .put("identity", entry.identity())
        .put("incarnation", entry.incarnation());
  }

  private void insertParts(ResourceType<?> type, ObjectNode row) {
    for (Attribute attribute : type.parts()) {
      Parts parts = attribute.parts().orElseThrow();
      for (JsonNode element : row.path(attribute.column())) {
        ObjectNode part = parts.element().isEmpty()
            ? ((ObjectNode) element).deepCopy().without("id")
            : JSON.objectNode().set(parts.element(), element);
        part.set(parts.owner(), row.get(type.primaryKey()));
        partInserts.computeIfAbsent(parts.table(), t -> JSON.arrayNode()).add(part);
      }
    }
  }

  private static ObjectNode columnsOf(ResourceType<?> type, ObjectNode row) {
    ObjectNode columns = row.deepCopy();
    type.parts().forEach(a -> columns.remove(a.column()));
    return columns;
  }

  /** The statements, in an order in which foreign keys hold. */
  List<Statement> statements(List<String> referredFirst) {
    List<Statement> statements = new ArrayList<>();
    partDeletes.forEach(
        (owners, keys) -> statements.add(delete(owners.table(), owners.owner(), keys)));
    referredFirst.stream()
        .filter(inserts::containsKey)
        .forEach(table -> statements.add(insert(table, inserts.get(table))));
    // A load balancer's trigger looks for the new ids in the subnets' rows.
    updates.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> referredFirst.indexOf(e.getKey().table())))
        .forEach(e -> statements.add(update(e.getKey(), e.getValue())));
    partInserts.forEach((table, rows) -> statements.add(insert(table, rows)));
    // Last, because what is left may have referred to it until now.
    deletes.entrySet().stream()
        .sorted((a, b) -> Integer.compare(
            referredFirst.indexOf(b.getKey().table()),
            referredFirst.indexOf(a.getKey().table())))
        .forEach(
            e -> statements.add(delete(e.getKey().table(), e.getKey().column(), e.getValue())));
    ledger(statements);
    return statements;
  }

  private void ledger(List<Statement> statements) {
    if (!released.isEmpty()) {
      statements.add(Statement.execute(
          "DELETE FROM iasql.ledger l USING jsonb_to_recordset($1) AS r(table_name text, identity text)"
              + " WHERE l.table_name = r.table_name AND l.identity = r.identity",
          released));
    }
    if (!held.isEmpty()) {
      statements.add(Statement.execute(
          "INSERT INTO iasql.ledger (table_name, identity, incarnation)"
              + " SELECT table_name, identity, incarnation FROM jsonb_populate_recordset(NULL::iasql.ledger, $1)"
              + " ON CONFLICT (table_name, identity) DO UPDATE SET incarnation = excluded.incarnation",
          held));
    }
  }

  private static Statement insert(String table, ArrayNode rows) {
    Set<String> columns = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      row.properties().stream()
          .filter(p -> !p.getValue().isNull())
          .forEach(p -> columns.add(p.getKey()));
    }
    String names = String.join(", ", columns);
    return Statement.execute(
        "INSERT INTO public.%1$s (%2$s) SELECT %2$s FROM jsonb_populate_recordset(NULL::public.%1$s, $1)"
            .formatted(table, names),
        rows);
  }

  private static Statement update(UpdateShape shape, ArrayNode rows) {
    String values =
        shape.columns().stream().map(c -> c + " = new." + c).collect(Collectors.joining(", "));
    return Statement.execute(
        "UPDATE public.%1$s t SET %2$s FROM jsonb_populate_recordset(NULL::public.%1$s, $1) new WHERE t.%3$s = new.%3$s"
            .formatted(shape.table(), values, shape.primaryKey()),
        rows);
  }

  private static Statement delete(String table, String column, ArrayNode keys) {
    return Statement.execute(
        "DELETE FROM public.%s WHERE %s::text IN (SELECT jsonb_array_elements_text($1))"
            .formatted(table, column),
        keys);
  }
}
