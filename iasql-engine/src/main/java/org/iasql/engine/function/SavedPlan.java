package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iasql.core.RefusedException;
import org.iasql.core.plan.ChangeDetails;
import org.iasql.core.plan.ColumnDetails;
import org.iasql.core.plan.PlanDocument;
import org.iasql.core.resource.JsonDocument;

/** {@code iasql_apply_plan}: a plan that somebody has kept, and that is to be carried out as it is. */
record SavedPlan(PlanDocument saved) {
  /** More would hide the first ones. */
  private static final int SHOWN = 20;

  private static final String UNCHANGED = "\nNothing was called and nothing changed.";

  /** @throws RefusedException if it is no plan that this engine reads */
  static SavedPlan of(JsonNode argument) {
    return new SavedPlan(PlanDocument.fromTree(argument));
  }

  /**
   * Refuses if an apply would do anything else than what was saved.
   *
   * @param now the whole plan of this moment
   * @param hidden the tables that the caller may not SELECT
   */
  void refuseUnlessEqual(PlanDocument now, Set<String> hidden) {
    if (!saved.database().isSameAs(now.database())) {
      throw new RefusedException(
          "The saved plan is of another database, %s, and this one is %s.%s Apply it there, or make a plan of this database: SELECT iasql_plan_json()."
              .formatted(saved.database(), now.database(), UNCHANGED));
    }
    if (!saved.accountId().equals(now.accountId())) {
      throw new RefusedException(
          "The saved plan is of AWS account %s, and this database holds account %s.%s Make a new plan: SELECT iasql_plan_json()."
              .formatted(saved.accountId(), now.accountId(), UNCHANGED));
    }
    if (saved.hidden() > 0) {
      throw new RefusedException(
          "The saved plan leaves %d of its changes out, because who made it may not SELECT their tables, so nobody could review them.%s Have the plan made by a role that may read all tables."
              .formatted(saved.hidden(), UNCHANGED));
    }
    List<String> differences = differences(now, hidden);
    if (!differences.isEmpty()) {
      throw new RefusedException(
          "The saved plan of %s is not what an apply would do now:\n%s%s Make a new plan and have it reviewed: SELECT iasql_plan_json()."
              .formatted(saved.madeAt(), text(differences), UNCHANGED));
    }
  }

  private static String text(List<String> differences) {
    int more = differences.size() - SHOWN;
    List<String> shown = differences.subList(0, Math.min(SHOWN, differences.size()));
    return "- " + String.join("\n- ", shown) + (more > 0 ? "\n- and %d more".formatted(more) : "");
  }

  private List<String> differences(PlanDocument now, Set<String> hidden) {
    List<String> differences = new ArrayList<>();
    Map<String, ChangeDetails> current = byName(now);
    int unseen = 0;
    for (Map.Entry<String, ChangeDetails> entry : byName(saved).entrySet()) {
      ChangeDetails was = entry.getValue();
      Optional<String> difference = Optional.ofNullable(current.remove(entry.getKey()))
          .map(is -> difference(was, is))
          .orElse(Optional.of("%s: is no change any more".formatted(was)));
      if (difference.isPresent() && hidden.contains(was.tableName())) {
        unseen++;
      } else {
        difference.ifPresent(differences::add);
      }
    }
    for (ChangeDetails is : current.values()) {
      if (hidden.contains(is.tableName())) {
        unseen++;
      } else {
        differences.add("%s %s %s: is not in the saved plan"
            .formatted(is.action(), is.tableName(), is.description()));
      }
    }
    if (unseen > 0) {
      differences.add("%d of tables that you may not SELECT".formatted(unseen));
    }
    return differences;
  }

  /** By what a row or a resource keeps while its content changes. */
  private static Map<String, ChangeDetails> byName(PlanDocument plan) {
    Map<String, ChangeDetails> named = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (ChangeDetails change : plan.changes()) {
      String name = change.tableName() + " "
          + change.id().map(id -> "row " + id).orElseGet(change::description);
      named.put(name + " " + counts.merge(name, 1, Integer::sum), change);
    }
    return named;
  }

  /** The first difference of two changes of one resource; order and calls follow from the rest. */
  private static Optional<String> difference(ChangeDetails was, ChangeDetails is) {
    if (was.action() != is.action()) {
      return Optional.of("%s: is %s now".formatted(was, is.action()));
    }
    List<String> columns = new ArrayList<>();
    Map<String, ColumnDetails> now = new LinkedHashMap<>();
    is.columns().forEach(column -> now.put(column.name(), column));
    for (ColumnDetails column : was.columns()) {
      ColumnDetails other = now.remove(column.name());
      if (!column.equals(other)) {
        columns.add(difference(column, other));
      }
    }
    now.keySet().forEach(name -> columns.add(name + " is new"));
    if (columns.isEmpty()
        && was.before().equals(is.before())
        && was.after().equals(is.after())
        && was.description().equals(is.description())
        && was.reason().equals(is.reason())) {
      return Optional.empty();
    }
    return Optional.of(
        columns.isEmpty()
            ? "%s: is '%s' now%s"
                .formatted(was, is.description(), is.reason().map(r -> ": " + r).orElse(""))
            : "%s: %s".formatted(was, String.join("; ", columns)));
  }

  private static String difference(
      ColumnDetails was, @org.jspecify.annotations.Nullable ColumnDetails is) {
    if (is == null) {
      return was.name() + " is gone";
    }
    if (!was.before().equals(is.before())) {
      return "%s was %s in AWS, and is %s"
          .formatted(was.name(), json(was.before()), json(is.before()));
    }
    return "%s was to be %s, and is to be %s"
        .formatted(was.name(), json(was.after()), json(is.after()));
  }

  private static String json(Optional<JsonDocument> value) {
    return value.map(JsonDocument::toString).orElse("NULL");
  }
}
