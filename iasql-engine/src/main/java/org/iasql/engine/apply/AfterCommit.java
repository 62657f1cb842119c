package org.iasql.engine.apply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.iasql.core.IasqlException;
import org.iasql.core.resource.Resource;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.plan.PlanGraph.Kind;
import org.iasql.engine.plan.PlanGraph.Node;
import org.iasql.engine.plan.PlannedChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what an apply has superseded, such as old task definition revisions, once nobody can roll the
 * apply back any more.
 */
public final class AfterCommit {
  private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

  /** Steps after the graph's own; a graph has fewer. */
  private static final int FIRST_STEP = 1_000_000;

  private final Account account;
  private final Journal journal;

  public AfterCommit(Account account, Journal journal) {
    this.account = account;
    this.journal = journal;
  }

  /**
   * Removes the old revision of an updated resource. A failure is logged, and leaves a revision that
   * nothing uses.
   */
  public <T extends Resource<T>> void remove(UUID opid, PlannedChange<T> change) {
    T old = change.observed().orElseThrow().value();
    String region = change
        .mapper()
        .type()
        .toJson(old)
        .path("region")
        .asText(account.clients().region());
    int number =
        FIRST_STEP + change.row().map(row -> row.key().hashCode() & 0xffff).orElse(0);
    Node node = new Node(number, Kind.DELETE, change, Optional.empty(), Optional.empty());
    ApplyContext context = new ApplyContext(
        opid,
        account,
        "",
        account.clients().region(),
        journal,
        new LiveState(Map.of(), List.of()),
        new Batcher(account.threads()),
        text -> LOG.debug("{}", text));
    try {
      journal.stepStarts(opid, node);
      change
          .mapper()
          .delete(change.observed().orElseThrow(), new RunningStep(context, node, region));
      journal.stepDone(opid, node, Optional.empty());
    } catch (CallFailedException | IasqlException e) {
      LOG.warn(
          "Operation {} left {} behind, which nothing uses: {}",
          opid,
          change.observed().orElseThrow().identity(),
          e.getMessage());
    }
  }
}
