package org.iasql.engine.function;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.core.plan.ChangeDetails;
import org.iasql.core.plan.PlanDocument;
import org.iasql.engine.plan.Plan;
import org.iasql.engine.plan.PlanDetails;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Identity;

/**
 * Makes plans into documents that say where they come from.
 *
 * @param database which database the engine serves
 * @param version of the engine
 */
record PlanDocuments(Identity database, InstantSource clock, String version) {
  /** The whole plan, also what the caller may not read. */
  PlanDocument of(Planning planning, Plan plan, CallerSession session) {
    return of(planning, PlanDetails.of(planning.snapshot().schema(), plan), 0, session);
  }

  /** The plan as far as the caller may read it. */
  PlanDocument visible(Planning planning, Plan plan, CallerSession session) {
    List<ChangeDetails> all = PlanDetails.of(planning.snapshot().schema(), plan);
    List<ChangeDetails> visible =
        planning.snapshot().guards().visible(session, all, ChangeDetails::tableName);
    Set<Integer> shown = visible.stream().map(ChangeDetails::number).collect(Collectors.toSet());
    List<ChangeDetails> among = visible.stream()
        .map(change ->
            change.waitingFor(change.waitsFor().stream().filter(shown::contains).toList()))
        .toList();
    return of(planning, among, all.size() - among.size(), session);
  }

  private PlanDocument of(
      Planning planning, List<ChangeDetails> changes, int hidden, CallerSession session) {
    String name =
        session.query("SELECT current_database() AS name").path(0).path("name").asText();
    return new PlanDocument(
        version,
        clock.instant(),
        new PlanDocument.Database(name, database.systemIdentifier(), database.databaseOid()),
        planning.accountId(),
        hidden,
        changes);
  }
}
