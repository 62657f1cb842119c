package org.iasql.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;

/**
 * What a plan is made of: the rows as the caller's transaction sees them, the account as it was
 * observed, and the ledger.
 */
public final class World {
  private final Map<String, List<? extends Row<?>>> rows;
  private final Map<String, List<? extends Observed<?>>> cloud;
  private final Set<LedgerEntry> ledger;
  private final Map<String, String> leftovers;

  /**
   * @param rows by table
   * @param cloud by table, for every observed type
   * @param leftovers operation by identity, of what an earlier operation left behind
   */
  public World(
      Map<String, List<? extends Row<?>>> rows,
      Map<String, List<? extends Observed<?>>> cloud,
      Set<LedgerEntry> ledger,
      Map<String, String> leftovers) {
    this.rows = new HashMap<>(rows);
    this.cloud = new HashMap<>(cloud);
    this.ledger = Set.copyOf(ledger);
    this.leftovers = Map.copyOf(leftovers);
  }

  @SuppressWarnings("unchecked")
  <T extends Resource<T>> List<Row<T>> rows(ResourceType<T> type) {
    return (List<Row<T>>) rows.getOrDefault(type.table(), List.of());
  }

  @SuppressWarnings("unchecked")
  <T extends Resource<T>> List<Observed<T>> cloud(ResourceType<T> type) {
    return (List<Observed<T>>) cloud.getOrDefault(type.table(), List.of());
  }

  Set<LedgerEntry> ledger() {
    return ledger;
  }

  /** Something that an operation made, that is still there and that nobody holds. */
  public record Leftover(String table, String identity, String operation) {}

  /** What earlier operations left behind, as far as it is still there. */
  public List<Leftover> leftovers(Schema schema) {
    List<Leftover> found = new ArrayList<>();
    if (leftovers.isEmpty()) {
      return found;
    }
    for (ResourceMapper<?> mapper : schema.mappers()) {
      String table = mapper.type().table();
      for (Observed<?> observed : cloud(mapper.type())) {
        String operation = leftovers.get(observed.identity());
        if (operation != null && !holds(table, observed)) {
          found.add(new Leftover(table, observed.identity(), operation));
        }
      }
    }
    return found;
  }

  Map<String, String> leftovers() {
    return leftovers;
  }

  /** Whether the ledger has an entry for exactly this resource. */
  public boolean holds(String table, Observed<?> observed) {
    return ledger.contains(new LedgerEntry(table, observed.identity(), observed.incarnation()));
  }
}
