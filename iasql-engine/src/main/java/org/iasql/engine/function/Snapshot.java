package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.core.resource.Sql;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.plan.ForeignKeys;
import org.iasql.engine.plan.LedgerEntry;
import org.iasql.engine.plan.Row;
import org.iasql.engine.plan.Schema;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Statement;

/**
 * The rows of every installed table, as the caller's transaction sees them.
 *
 * @param rows by table
 * @param fresh what of the ledger is so new that AWS's lists may not show it yet
 * @param guards what the caller's session and the guard tables allow
 */
record Snapshot(
    Schema schema,
    Map<String, List<? extends Row<?>>> rows,
    Set<LedgerEntry> ledger,
    Set<LedgerEntry> fresh,
    Guards guards) {
  private static final String FOREIGN_KEYS = "SELECT * FROM iasql.foreign_keys()";
  private static final String LEDGER =
      "SELECT table_name, identity, incarnation, held_at > clock_timestamp() - interval '1 min' AS fresh FROM iasql.ledger";

  /** Reads everything in one go. */
  static Snapshot read(CallerSession session, List<EngineModule> modules) {
    List<ResourceMapper<?>> mappers =
        modules.stream().<ResourceMapper<?>>flatMap(m -> m.mappers().stream()).toList();
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.query(FOREIGN_KEYS, NullNode.getInstance()));
    statements.add(Statement.query(LEDGER, NullNode.getInstance()));
    statements.add(Guards.query(session.caller()));
    statements.add(Statement.query(select(mappers), NullNode.getInstance()));
    List<JsonNode> answers = session.run(statements);
    Map<String, JsonNode> tables = new HashMap<>();
    answers.get(3).forEach(t -> tables.put(t.path("table").asText(), t.path("rows")));
    Map<String, List<? extends Row<?>>> rows = new LinkedHashMap<>();
    for (ResourceMapper<?> mapper : mappers) {
      String table = mapper.type().table();
      rows.put(table, rows(mapper.type(), tables.get(table)));
    }
    return new Snapshot(
        new Schema(modules, foreignKeys(answers.get(0))),
        rows,
        ledger(answers.get(1), entry -> true),
        ledger(answers.get(1), entry -> entry.path("fresh").asBoolean()),
        Guards.of(answers.get(2)));
  }

  /** One statement for all tables: each statement of its own costs the caller's session as much again. */
  private static String select(List<ResourceMapper<?>> mappers) {
    return mappers.stream()
        .map(m ->
            "SELECT '%s' AS \"table\", (SELECT coalesce(json_agg(t.\"row\"), '[]') FROM (%s) t) AS \"rows\""
                .formatted(m.type().table(), select(m.type())))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String select(ResourceType<?> type) {
    String json = type.parts().isEmpty() ? "to_jsonb(t)" : "to_jsonb(t) || " + Sql.parts(type);
    return "SELECT %s AS \"row\" FROM public.%s t ORDER BY t.%s"
        .formatted(json, type.table(), type.primaryKey());
  }

  private static <T extends Resource<T>> List<Row<T>> rows(ResourceType<T> type, JsonNode answer) {
    List<Row<T>> rows = new ArrayList<>();
    for (JsonNode element : answer) {
      ObjectNode json = (ObjectNode) element;
      try {
        rows.add(Row.of(type, json));
      } catch (IllegalArgumentException e) {
        throw new RefusedException(
            "Row %s of table '%s' cannot be carried out: %s Change the row, then try again."
                .formatted(json.path(type.primaryKey()), type.table(), sentence(e.getMessage())),
            e);
      }
    }
    return rows;
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  private static ForeignKeys foreignKeys(JsonNode answer) {
    List<ForeignKeys.ForeignKey> keys = new ArrayList<>();
    for (JsonNode key : answer) {
      keys.add(new ForeignKeys.ForeignKey(
          key.path("table").asText(),
          key.path("column").asText(),
          key.path("target").asText()));
    }
    return ForeignKeys.of(keys);
  }

  private static Set<LedgerEntry> ledger(JsonNode answer, Predicate<JsonNode> filter) {
    Set<LedgerEntry> ledger = new LinkedHashSet<>();
    for (JsonNode entry : answer) {
      if (!filter.test(entry)) {
        continue;
      }
      ledger.add(new LedgerEntry(
          entry.path("table_name").asText(),
          entry.path("identity").asText(),
          entry.path("incarnation").asText()));
    }
    return ledger;
  }

  /** The identities that the ledger has for a table. */
  Set<String> held(String table) {
    return ledger.stream()
        .filter(entry -> entry.table().equals(table))
        .map(LedgerEntry::identity)
        .collect(Collectors.toSet());
  }

  /** The rows as values, by table. */
  Map<String, List<Resource<?>>> values() {
    Map<String, List<Resource<?>>> values = new LinkedHashMap<>();
    rows.forEach((table, list) ->
        values.put(table, list.stream().<Resource<?>>map(Row::value).toList()));
    return values;
  }
}
