package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.RefusedException;
import org.iasql.core.TextTable;
import org.iasql.engine.plan.Plan;
import org.iasql.engine.plan.PlannedChange;
import org.iasql.engine.request.Caller;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Statement;

/**
 * What a user has set to keep an apply from doing harm, and what the caller may not read.
 *
 * @param setting {@code iasql.max_deletes} as the caller's session has it
 * @param limit what the guard table allows, which no setting raises
 * @param kept the protected rows
 * @param hidden the tables that the caller may not SELECT
 * @param deadline {@code iasql.deadline}: how long one wait of an apply may take
 */
record Guards(
    Optional<Integer> setting,
    Optional<Integer> limit,
    Set<ProtectedRow> kept,
    Set<String> hidden,
    Optional<Duration> deadline) {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6}) *(s|min|h)?");
  private static final String SQL = """
      SELECT current_setting('iasql.max_deletes', true) AS setting,
        current_setting('iasql.deadline', true) AS deadline,
        (SELECT l.max_deletes FROM public.iasql_limit l) AS "limit",
        (SELECT coalesce(jsonb_agg(p), '[]') FROM public.iasql_protected p) AS kept,
        (SELECT coalesce(jsonb_agg(t."table"), '[]') FROM public.iasql_tables t
          WHERE NOT has_table_privilege(($1 ->> 'role')::name, format('public.%I', t."table"), 'SELECT')) AS hidden\
      """;

  /** A row of {@code iasql_protected}. */
  record ProtectedRow(String table, String key) {}

  /** The query whose answer {@link #of} reads. */
  static Statement query(Caller caller) {
    return Statement.query(SQL, JsonNodeFactory.instance.objectNode().put("role", caller.role()));
  }

  static Guards read(CallerSession session) {
    return of(session.run(List.of(query(session.caller()))).get(0));
  }

  /**
   * Reads the answer of {@link #query}.
   *
   * @throws RefusedException if a setting is no number of deletes, or no time
   */
  static Guards of(JsonNode answer) {
    JsonNode row = answer.path(0);
    Set<ProtectedRow> kept = new HashSet<>();
    row.path("kept")
        .forEach(p -> kept.add(
            new ProtectedRow(p.path("table_name").asText(), p.path("id").asText())));
    Set<String> hidden = new HashSet<>();
    row.path("hidden").forEach(table -> hidden.add(table.asText()));
    return new Guards(
        setting(row.path("setting")).map(Guards::number),
        Optional.of(row.path("limit")).filter(JsonNode::isInt).map(JsonNode::intValue),
        kept,
        hidden,
        setting(row.path("deadline")).map(Guards::time));
  }

  /** A setting that was SET LOCAL, or RESET, is empty afterwards. */
  private static Optional<String> setting(JsonNode value) {
    return Optional.ofNullable(value.textValue()).map(String::strip).filter(s -> !s.isEmpty());
  }

  private static int number(String setting) {
    if (!setting.matches("[0-9]{1,9}")) {
      throw new RefusedException(
          "Setting iasql.max_deletes is '%s', which is no number of deletes. SET iasql.max_deletes = 10 allows ten in one apply, RESET iasql.max_deletes takes your own SET back."
              .formatted(setting));
    }
    return Integer.parseInt(setting);
  }

  private static Duration time(String setting) {
    Matcher matcher = TIME.matcher(setting);
    long count = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    if (count == 0) {
      throw new RefusedException(
          "Setting iasql.deadline is '%s', which is no time that AWS could answer in. SET iasql.deadline = '20min' waits so long for each resource to come or go (the units are s, min and h), RESET iasql.deadline takes your own SET back."
              .formatted(setting));
    }
    ChronoUnit unit = matcher.group(2) == null
        ? ChronoUnit.SECONDS
        : switch (matcher.group(2)) {
          case "h" -> ChronoUnit.HOURS;
          case "min" -> ChronoUnit.MINUTES;
          default -> ChronoUnit.SECONDS;
        };
    return Duration.of(count, unit);
  }

  /** Why protected rows keep the plan from being carried out. */
  List<String> refusals(Plan plan) {
    List<String> refusals = new ArrayList<>();
    for (PlannedChange<?> change : plan.changes()) {
      change
          .row()
          .filter(row -> change.action() == Action.REPLACE)
          .filter(row -> kept.contains(new ProtectedRow(change.table(), row.key())))
          .ifPresent(row -> refusals.add(
              "%1$s '%2$s' is protected, so it cannot be replaced, which this change of its row needs. Set the row back, or lift the protection: DELETE FROM iasql_protected WHERE table_name = '%1$s' AND id = '%3$s'."
                  .formatted(change.table(), row.value().describe(), row.key())));
    }
    return refusals;
  }

  /**
   * Why the plan deletes more than is allowed, and the way out; empty if it does not. What AWS adds to
   * a new resource, and the plan takes away, does not count.
   */
  Optional<String> tooManyDeletes(Plan plan) {
    long deletes = plan.changes().stream().filter(PlannedChange::removesOld).count();
    if (limit.filter(l -> deletes > l).isPresent()) {
      return Optional.of(
          "it would delete or replace %d resources, and table iasql_limit allows %d in one apply, whatever iasql.max_deletes says. Delete fewer at a time, or have the database's superuser raise it: UPDATE iasql_limit SET max_deletes = %1$d."
              .formatted(deletes, limit.get()));
    }
    if (setting.filter(s -> deletes > s).isPresent()) {
      return Optional.of(
          "it would delete or replace %d resources, and iasql.max_deletes allows %d in one apply. If all of them are meant: SET LOCAL iasql.max_deletes = %1$d, then apply in the same transaction."
              .formatted(deletes, setting.get()));
    }
    return Optional.empty();
  }

  /**
   * Refuses a plan that deletes more than is allowed.
   *
   * @throws RefusedException with the plan, as far as the caller may read it
   */
  void refuseTooManyDeletes(Plan plan, CallerSession session) {
    tooManyDeletes(plan).ifPresent(reason -> {
      throw new RefusedException(
          "The plan is refused: %s\nNothing was called and nothing changed. This is the plan:\n%s"
              .formatted(
                  reason, TextTable.of(Change.class, visible(session, Planning.changes(plan)))));
    });
  }

  /** The changes of tables that the caller may read; a NOTICE counts the others. */
  List<Change> visible(CallerSession session, List<Change> changes) {
    return visible(session, changes, Change::tableName);
  }

  /** The same, for changes in another form. */
  <C> List<C> visible(CallerSession session, List<C> changes, Function<C, String> table) {
    List<C> visible =
        changes.stream().filter(c -> !hidden.contains(table.apply(c))).toList();
    int others = changes.size() - visible.size();
    if (others > 0) {
      session.notice("%d more %s not shown, because you may not SELECT the %s."
          .formatted(
              others, others == 1 ? "change is" : "changes are", others == 1 ? "table" : "tables"));
    }
    return visible;
  }
}
