package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.plan.LedgerEntry;
import org.iasql.engine.plan.Match;
import org.iasql.engine.plan.Matching;
import org.iasql.engine.plan.Plan;
import org.iasql.engine.plan.Planner;
import org.iasql.engine.plan.Row;
import org.iasql.engine.plan.Schema;
import org.iasql.engine.request.CallerSession;

/** {@code iasql_sync} and its preview: makes the rows what the account has. */
final class SyncFunction {
  private static final String IMPORTED = "iasql_imported";

  private final Planning planning;
  private final Matching matching;
  private final List<Change> done = new ArrayList<>();
  private final RowChanges changes = new RowChanges();
  private final RowImport rows;
  private final List<Runnable> updates = new ArrayList<>();

  private SyncFunction(Planning planning, CallerSession session) {
    this.planning = planning;
    this.matching = new Matching(planning.snapshot().schema(), planning.world());
    this.rows = new RowImport(planning, session);
  }

  /** What sync would do; calls nothing and changes nothing. */
  static List<Change> plan(Planning planning, CallerSession session) {
    return new SyncFunction(planning, session).gather().done;
  }

  /** Writes the rows, and enters everything that they stand for into the ledger. */
  static List<Change> run(Planning planning, CallerSession session) {
    SyncFunction sync = new SyncFunction(planning, session).gather();
    sync.rows.into(sync.changes);
    sync.updates.forEach(Runnable::run);
    Plan plan = Planner.plan(planning.snapshot().schema(), planning.world());
    plan.vanished().forEach(sync.changes::release);
    List<String> tables = planning.snapshot().schema().mappers().stream()
        .map(m -> m.type().table())
        .toList();
    var statements = sync.changes.statements(tables);
    if (!statements.isEmpty()) {
      session.run(statements);
    }
    return sync.done;
  }

  private SyncFunction gather() {
    for (ResourceMapper<?> mapper : planning.snapshot().schema().mappers()) {
      gather(mapper);
    }
    return this;
  }

  private <T extends Resource<T>> void gather(ResourceMapper<T> mapper) {
    ResourceType<T> type = mapper.type();
    for (Observed<T> observed : matching.unmatchedCloud(type)) {
      rows.add(type.table(), observed);
      done.add(new Change(
          Action.CREATE, type.table(), Optional.empty(), observed.value().describe()));
    }
    for (Match<T> match : matching.matches(type)) {
      update(match);
    }
    matching.unmatchedRows(type).forEach(row -> delete(type, row));
  }

  private <T extends Resource<T>> void delete(ResourceType<T> type, Row<T> row) {
    changes.delete(type, row.key());
    done.add(
        new Change(Action.DELETE, type.table(), row.value().id(), row.value().describe()));
  }

  private <T extends Resource<T>> void update(Match<T> match) {
    ResourceType<T> type = match.mapper().type();
    ObjectNode actual = type.toJson(match.actual());
    if (!isWhole(match, actual)) {
      // It needs what is gone, so the table cannot hold it; from now on it is foreign.
      delete(type, match.row());
      changes.release(new LedgerEntry(
          type.table(), match.observed().identity(), match.observed().incarnation()));
      return;
    }
    changes.hold(new LedgerEntry(
        type.table(), match.observed().identity(), match.observed().incarnation()));
    ObjectNode row = type.toJson(match.row().value());
    boolean wishes = !match.desired().equals(match.actual());
    Set<String> columns = toImported(match);
    boolean changed = !columns.isEmpty();
    for (Attribute attribute : type.attributes()) {
      if (follows(type, attribute, wishes, row, actual)) {
        columns.add(attribute.column());
        changed |= !attribute.counter();
      }
    }
    if (columns.isEmpty()) {
      return;
    }
    updates.add(() -> write(match, columns));
    if (!changed) {
      return;
    }
    done.add(new Change(
        Action.UPDATE,
        type.table(),
        match.row().value().id(),
        match.row().value().describe()));
  }

  private <T extends Resource<T>> boolean isWhole(Match<T> match, ObjectNode actual) {
    Schema schema = planning.snapshot().schema();
    ResourceType<T> type = match.mapper().type();
    return schema.isWhole(type, actual)
        || schema.toRows(type, type.toJson(match.observed().value()), this::rowOrImport);
  }

  private Optional<JsonNode> rowOrImport(String table, String identity) {
    return matching
        .rowOf(table, identity)
        .or(() -> rows.imports(table, identity)
            ? Optional.of(JsonNodeFactory.instance.objectNode().put(IMPORTED, identity))
            : Optional.empty());
  }

  /** The columns that refer to what this sync imports: the match has nothing there, for want of a row. */
  private <T extends Resource<T>> Set<String> toImported(Match<T> match) {
    Set<String> columns = new LinkedHashSet<>();
    if (rows.isEmpty()) {
      return columns;
    }
    ResourceType<T> type = match.mapper().type();
    ObjectNode there = type.toJson(match.observed().value());
    planning.snapshot().schema().toRows(type, there, this::rowOrImport);
    for (Attribute attribute : type.attributes()) {
      if (!there.path(attribute.column()).findValues(IMPORTED).isEmpty()) {
        columns.add(attribute.column());
      }
    }
    return columns;
  }

  /** Only now: a reference may lead to a row that the import has just given an id. */
  private <T extends Resource<T>> void write(Match<T> match, Set<String> columns) {
    ResourceType<T> type = match.mapper().type();
    ObjectNode actual = type.toJson(match.observed().value());
    planning.snapshot().schema().toRows(type, actual, rows::rowOf);
    columns.removeIf(column -> actual.path(column).has("cloud"));
    actual.set(type.primaryKey(), match.row().json().get(type.primaryKey()));
    boolean parts = type.parts().stream().anyMatch(a -> columns.contains(a.column()));
    type.parts().forEach(a -> columns.remove(a.column()));
    changes.update(type, actual, columns);
    if (parts) {
      changes.replaceParts(type, actual);
    }
  }

  /** Wishes that agree stay as they are written; what AWS assigned follows AWS. */
  private static boolean follows(
      ResourceType<?> type,
      Attribute attribute,
      boolean wishes,
      ObjectNode row,
      ObjectNode actual) {
    String column = attribute.column();
    JsonNode there = actual.path(column);
    if (column.equals(type.primaryKey())
        || attribute.behaviour() == Behaviour.WRITE_ONLY
        || row.path(column).equals(there)) {
      return false;
    }
    return switch (attribute.behaviour()) {
      case ASSIGNED -> true;
      case DEFAULT -> wishes || row.path(column).isNull();
      default -> wishes;
    };
  }
}
