package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.iasql.core.Change;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.apply.Applied;
import org.iasql.engine.apply.Operations;
import org.iasql.engine.aws.Companion;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.plan.LedgerEntry;
import org.iasql.engine.plan.Match;
import org.iasql.engine.plan.Plan;
import org.iasql.engine.plan.PlannedChange;
import org.iasql.engine.plan.Row;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Request;
import org.iasql.engine.request.Statement;

/** {@code iasql_apply}: plans, carries the plan out, and writes back what AWS assigned. */
final class ApplyFunction {
  private final Planning planning;
  private final CallerSession session;
  private final RowChanges changes = new RowChanges();
  private final RowImport restored;

  private ApplyFunction(Planning planning, CallerSession session) {
    this.planning = planning;
    this.session = session;
    this.restored = new RowImport(planning, session);
  }

  /** @param review sees the plan before anything is called, and throws to refuse it */
  static List<Change> run(
      Request request,
      CallerSession session,
      Planning planning,
      Account account,
      Operations operations,
      AuditedChanges audited,
      Consumer<Plan> review) {
    Plan plan = planning.plan(account);
    review.accept(plan);
    planning.snapshot().guards().refuseTooManyDeletes(plan, session);
    ApplyFunction function = new ApplyFunction(planning, session);
    if (plan.changes().isEmpty()) {
      function.writeBack(plan);
      audited.settledBy(request.id());
      return List.of();
    }
    function.lockRows(plan);
    Operations.Call call = new Operations.Call(
        request.id(),
        request.verdict().orElseThrow(),
        planning.accountId(),
        planning.snapshot().guards().deadline(),
        session::notice,
        session::ending);
    Applied applied =
        operations.apply(call, planning.snapshot().schema(), plan, planning.cloud(), done -> {
          function.results(done);
          function.companions(done.results());
          function.writeBack(plan);
          if (done.warnings().isEmpty()) {
            audited.settledBy(request.id());
          }
        });
    applied.warnings().forEach(warning -> session.notice("WARNING: " + warning));
    return applied.changes();
  }

  /** Locks what will be written back, so that nobody changes it between the plan and the end. */
  private void lockRows(Plan plan) {
    Map<String, ArrayNode> keys = new TreeMap<>();
    Map<String, String> primaryKeys = new TreeMap<>();
    for (PlannedChange<?> change : plan.changes()) {
      change.row().ifPresent(row -> {
        keys.computeIfAbsent(change.table(), t -> JsonNodeFactory.instance.arrayNode())
            .add(row.key());
        primaryKeys.put(change.table(), change.mapper().type().primaryKey());
      });
    }
    List<Statement> locks = new ArrayList<>();
    keys.forEach((table, list) -> locks.add(Statement.execute(
        "SELECT FROM public.%1$s WHERE %2$s::text IN (SELECT jsonb_array_elements_text($1)) ORDER BY %2$s FOR NO KEY UPDATE"
            .formatted(table, primaryKeys.get(table)),
        list)));
    if (!locks.isEmpty()) {
      session.run(locks);
    }
  }

  private void results(Applied applied) {
    applied
        .removed()
        .forEach(change -> changes.release(entry(change, change.observed().orElseThrow())));
    applied.results().forEach(this::result);
  }

  private void result(PlannedChange<?> change, Observed<?> result) {
    changes.hold(entry(change, result));
    writeBackResult(change, result);
  }

  private void companions(Map<PlannedChange<?>, Observed<?>> results) {
    Set<String> made = new HashSet<>();
    results.values().forEach(result -> made.add(result.identity()));
    results.forEach((change, result) -> companions(change, result, made));
  }

  /** What came along with something new, unless a row of its own has made it; if it cannot be read now, the next apply writes it back. */
  @SuppressWarnings("unchecked")
  private <T extends Resource<T>> void companions(
      PlannedChange<T> change, Observed<?> result, Set<String> made) {
    if (change
        .observed()
        .filter(old -> old.identity().equals(result.identity()))
        .isPresent()) {
      return;
    }
    ResourceType<T> type = change.mapper().type();
    Observed<T> created = (Observed<T>) result;
    String region = type.toJson(created.value()).path("region").asText("");
    try {
      List<Companion> companions =
          change.mapper().companions(created, planning.look().in(region));
      JsonNode key = change.row().orElseThrow().json().get(type.primaryKey());
      restored.stands(type.table(), created.identity(), key);
      companions.stream()
          .filter(c -> !made.contains(c.observed().identity()))
          .forEach(c -> restored.add(c.table(), c.observed()));
    } catch (CallFailedException e) {
      session.notice("What AWS made together with %s '%s' gets its rows with the next apply: %s"
          .formatted(type.table(), change.description(), e.getMessage()));
    }
  }

  private static LedgerEntry entry(PlannedChange<?> change, Observed<?> observed) {
    return new LedgerEntry(change.table(), observed.identity(), observed.incarnation());
  }

  @SuppressWarnings("unchecked")
  private <T extends Resource<T>> void writeBackResult(
      PlannedChange<T> change, Observed<?> result) {
    ResourceType<T> type = change.mapper().type();
    ObjectNode actual = type.toJson((T) result.value());
    ObjectNode desired = type.toJson(change.desired().orElseThrow());
    Set<String> columns = new LinkedHashSet<>();
    for (Attribute attribute : type.attributes()) {
      String column = attribute.column();
      if (attribute.behaviour() == Behaviour.WRITE_ONLY && !desired.path(column).isNull()) {
        actual.putNull(column);
        columns.add(column);
      } else if (writesBack(type, attribute, actual.path(column), desired.path(column))) {
        columns.add(column);
      }
    }
    actual.set(type.primaryKey(), change.row().orElseThrow().json().get(type.primaryKey()));
    changes.update(type, actual, columns);
  }

  /** Assigned columns, AWS's own choices, and wishes that AWS has carried out and reset. */
  private static boolean writesBack(
      ResourceType<?> type, Attribute attribute, JsonNode actual, JsonNode desired) {
    if (attribute.column().equals(type.primaryKey())
        || attribute.parts().isPresent()
        || actual.isObject() && actual.has("cloud")) {
      return false;
    }
    return switch (attribute.behaviour()) {
      case ASSIGNED, DEFAULT -> true;
      case SET -> actual.isBoolean() && !actual.equals(desired);
      default -> false;
    };
  }

  private void writeBack(Plan plan) {
    Set<Row<?>> changed = Collections.newSetFromMap(new IdentityHashMap<>());
    plan.changes().forEach(change -> change.row().ifPresent(changed::add));
    plan.matches().stream().filter(m -> !changed.contains(m.row())).forEach(this::recognise);
    plan.vanished().forEach(changes::release);
    plan.restored().forEach(r -> restored.add(r.table(), r.observed()));
    restored.into(changes);
    List<Statement> statements = changes.statements(tables());
    if (!statements.isEmpty()) {
      session.run(statements);
    }
  }

  /**
   * A row that was deleted and inserted again stands for the same resource, and learns its ids; one
   * that leaves a choice to AWS learns what that is.
   */
  private <T extends Resource<T>> void recognise(Match<T> match) {
    ResourceType<T> type = match.mapper().type();
    boolean known = match.row().identity().isPresent();
    if (known && type.attributes().stream().noneMatch(a -> a.behaviour() == Behaviour.DEFAULT)) {
      return;
    }
    ObjectNode actual = type.toJson(match.actual());
    ObjectNode row = type.toJson(match.row().value());
    Set<String> columns = new LinkedHashSet<>();
    type.attributes().stream()
        .filter(a -> !known || a.behaviour() == Behaviour.DEFAULT)
        .filter(a -> row.path(a.column()).isNull() && !actual.path(a.column()).isNull())
        .filter(a -> writesBack(type, a, actual.path(a.column()), actual.path(a.column())))
        .forEach(a -> columns.add(a.column()));
    actual.set(type.primaryKey(), match.row().json().get(type.primaryKey()));
    changes.update(type, actual, columns);
  }

  private List<String> tables() {
    return planning.snapshot().schema().mappers().stream()
        .map(m -> m.type().table())
        .toList();
  }
}
