package org.iasql.engine.plan;

import java.util.List;
import org.iasql.engine.aws.Observed;

/**
 * What apply will do.
 *
 * @param changes in the order of their types, referred-to types first
 * @param refusals why the plan cannot be carried out, as full sentences; empty if it can
 * @param matches every row that stands for a resource that is there
 * @param restored what AWS made itself and no row holds any more: its rows come back
 * @param vanished ledger entries whose resource is gone and has no row
 */
public record Plan(
    List<PlannedChange<?>> changes,
    List<String> refusals,
    List<Match<?>> matches,
    List<Restored> restored,
    List<LedgerEntry> vanished) {

  /** A resource that gets a row without being asked for. */
  public record Restored(String table, Observed<?> observed) {}
}
