package org.iasql.engine.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.CloudException;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Resource;
import org.iasql.engine.apply.Operations;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.cloud.Look;
import org.iasql.engine.plan.Plan;
import org.iasql.engine.plan.PlannedChange;
import org.iasql.engine.plan.Planner;
import org.iasql.engine.plan.World;
import org.iasql.engine.request.CallerSession;

/**
 * Reads the rows and looks at the account, at the same time.
 *
 * @param cloud by table
 */
record Planning(
    String accountId,
    Snapshot snapshot,
    Map<String, List<? extends Observed<?>>> cloud,
    Look look,
    World world) {

  /** Gathers what a plan or a sync is made of. */
  static Planning gather(
      CallerSession session,
      Surroundings surroundings,
      Modules modules,
      Account account,
      Operations operations) {
    List<EngineModule> installed = surroundings.installed(modules);
    if (installed.isEmpty()) {
      throw new RefusedException(
          "No module is installed in this database, so there is nothing to plan. Install one first: SELECT * FROM iasql_install('aws_vpc'). SELECT * FROM iasql_modules_list() lists them all.");
    }
    CompletableFuture<String> identity = identity(account);
    CompletableFuture<Snapshot> snapshot = new CompletableFuture<>();
    List<ResourceMapper<?>> mappers =
        installed.stream().<ResourceMapper<?>>flatMap(m -> m.mappers().stream()).toList();
    Look look = new Look(
        account,
        surroundings.accountId(),
        mappers,
        surroundings.regions(),
        () -> snapshot.join().values(),
        table -> snapshot.join().held(table));
    Snapshot rows;
    try {
      rows = Snapshot.read(session, installed);
    } catch (RuntimeException e) {
      snapshot.completeExceptionally(e);
      throw e;
    }
    snapshot.complete(rows);
    String accountId = checked(identity, surroundings.accountId());
    Map<String, List<? extends Observed<?>>> cloud = new HashMap<>(look.result());
    new FreshResources(rows, look).addTo(cloud);
    World world = new World(rows.rows(), cloud, rows.ledger(), operations.leftovers());
    Planning planning = new Planning(accountId, rows, cloud, look, world);
    planning.tellLeftovers(session);
    SettleFunction.tellWaiting(session, operations);
    return planning;
  }

  /** Names what an earlier operation left behind: a stranger to this database, but not to its user. */
  private void tellLeftovers(CallerSession session) {
    for (World.Leftover leftover : world.leftovers(snapshot.schema())) {
      session.notice(
          "%s %s is a leftover of operation %s. Delete it in AWS, or insert a row of its name and take it over with iasql_adopt."
              .formatted(leftover.table(), leftover.identity(), leftover.operation()));
    }
  }

  /** Starts to ask AWS whose the engine's credentials are. */
  static CompletableFuture<String> identity(Account account) {
    return CompletableFuture.supplyAsync(() -> account.identity().accountId(), account.threads());
  }

  /**
   * The account, once the engine's credentials have proven to be of it.
   *
   * @throws RefusedException if they are of another
   */
  static String checked(CompletableFuture<String> identity, String connected) {
    String actual;
    try {
      actual = identity.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    if (!actual.equals(connected)) {
      throw new RefusedException(
          "This database holds AWS account %s, but the engine's credentials are of account %s. Start the engine with credentials of account %s, or use another database."
              .formatted(connected, actual, connected));
    }
    return actual;
  }

  /**
   * The plan, after every check.
   *
   * @throws RefusedException with all reasons why it cannot be carried out
   */
  Plan plan(Account account) {
    Plan plan = Planner.plan(snapshot.schema(), world);
    List<CompletableFuture<Optional<String>>> checks = plan.changes().stream()
        .map(c -> CompletableFuture.supplyAsync(() -> check(c), account.threads()))
        .toList();
    List<String> refusals = new ArrayList<>(plan.refusals());
    refusals.addAll(snapshot.guards().refusals(plan));
    for (CompletableFuture<Optional<String>> check : checks) {
      try {
        check.join().ifPresent(refusals::add);
      } catch (CompletionException e) {
        if (e.getCause() instanceof CallFailedException failed) {
          throw new CloudException(failed.getMessage() + " Nothing was changed.", failed);
        }
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
    if (!refusals.isEmpty()) {
      throw new RefusedException(
          String.join("\n", refusals) + "\nNothing was called and nothing changed.");
    }
    return plan;
  }

  private <T extends Resource<T>> Optional<String> check(PlannedChange<T> change) {
    ResourceMapper<T> mapper = change.mapper();
    Optional<String> obstacle = change
        .observed()
        .filter(old -> change.removesOld())
        .flatMap(old -> mapper.obstacleToDelete(old, look.in(region(mapper, old.value()))));
    return obstacle
        .or(() -> change
            .desired()
            .filter(desired -> change.interrupts())
            .flatMap(desired ->
                mapper.obstacleToReplaceInPlace(desired, look.in(region(mapper, desired)))))
        .or(() -> change
            .desired()
            .flatMap(desired -> mapper.objection(desired, look.in(region(mapper, desired)))));
  }

  private static <T extends Resource<T>> String region(ResourceMapper<T> mapper, T value) {
    return mapper.type().toJson(value).path("region").asText("");
  }

  /** The changes as the function returns them. */
  static List<Change> changes(Plan plan) {
    List<Change> changes = new ArrayList<>();
    plan.changes()
        .forEach(c -> changes.add(new Change(c.action(), c.table(), c.id(), c.description())));
    plan.changes().stream()
        .flatMap(c -> c.byproducts().stream())
        .forEach(b ->
            changes.add(new Change(Action.DELETE, b.table(), Optional.empty(), b.description())));
    return changes;
  }
}
