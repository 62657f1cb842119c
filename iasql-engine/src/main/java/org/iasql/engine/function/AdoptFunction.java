package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.plan.LedgerEntry;
import org.iasql.engine.plan.Match;
import org.iasql.engine.plan.Matching;
import org.iasql.engine.request.CallerSession;

/** {@code iasql_adopt}: makes a resource ours that exists under a row's key. */
final class AdoptFunction {
  private AdoptFunction() {}

  static void run(Planning planning, CallerSession session, JsonNode arguments) {
    String table = arguments.path("table_name").asText("");
    JsonNode id = arguments.path("id");
    ResourceMapper<?> mapper = planning
        .snapshot()
        .schema()
        .mapper(table)
        .orElseThrow(() -> new RefusedException(
            "Table '%s' is not a table of an installed module, so nothing in it can be adopted. SELECT * FROM iasql_tables lists the tables."
                .formatted(table)));
    Match<?> match = match(planning, mapper, table, id);
    Observed<?> observed = match.observed();
    RowChanges changes = new RowChanges();
    changes.hold(new LedgerEntry(table, observed.identity(), observed.incarnation()));
    session.run(changes.statements(List.of()));
    session.notice("%s %s is this database's now.".formatted(table, observed.identity()));
  }

  private static <T extends Resource<T>> Match<T> match(
      Planning planning, ResourceMapper<T> mapper, String table, JsonNode id) {
    Matching matching = new Matching(planning.snapshot().schema(), planning.world());
    List<Match<T>> matches = matching.matches(mapper.type());
    if (!mapper.type().primaryKey().equals("id")) {
      return only(matches, planning, table);
    }
    return matches.stream()
        .filter(m -> m.row().key().equals(id.asText()))
        .findFirst()
        .orElseThrow(() -> new RefusedException(
            "AWS has nothing under the key of row %s of table '%s', or there is no such row. Insert a row with the name of the resource that you want to take over, then adopt it."
                .formatted(id, table)));
  }

  /** A table without ids: the one foreign resource that a row names. */
  private static <T extends Resource<T>> Match<T> only(
      List<Match<T>> matches, Planning planning, String table) {
    List<Match<T>> foreign = matches.stream()
        .filter(m -> !planning.world().holds(table, m.observed()))
        .toList();
    if (foreign.size() != 1) {
      throw new RefusedException(
          "Table '%s' has no ids, and %d of its rows name a foreign resource. Adopt works there when exactly one does."
              .formatted(table, foreign.size()));
    }
    return foreign.get(0);
  }
}
