package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.Parts;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.acm.CertificateEngineModule;
import org.iasql.engine.aws.cloudwatchlogs.CloudWatchEngineModule;
import org.iasql.engine.aws.ec2.SecurityGroupEngineModule;
import org.iasql.engine.aws.ec2.VpcEngineModule;
import org.iasql.engine.aws.ecr.EcrEngineModule;
import org.iasql.engine.aws.ecs.EcsFargateEngineModule;
import org.iasql.engine.aws.elb.LoadBalancerEngineModule;
import org.iasql.engine.aws.iam.IamEngineModule;
import org.iasql.engine.aws.rds.RdsEngineModule;
import org.iasql.engine.plan.PlanGraph.Node;

/**
 * Rows, an account and a ledger that change as a person and an apply would change them. {@link
 * #apply} carries a plan out in the order of its graph and writes identities back into the rows.
 */
public final class Scene {
  private static final ForeignKeys KEYS = ForeignKeys.of(CatalogueKeys.all());
  private static final Schema SCHEMA = schema(modules());

  private final Map<String, Map<String, Row<?>>> rows = new LinkedHashMap<>();
  private final Map<String, Map<String, Observed<?>>> cloud = new LinkedHashMap<>();
  private final Map<String, String> identities = new HashMap<>();
  private final Set<LedgerEntry> ledger = new HashSet<>();
  private final Map<String, String> leftovers = new HashMap<>();
  private int incarnations;

  private static List<EngineModule> modules() {
    return List.of(
        CloudWatchEngineModule.create(),
        EcrEngineModule.create(),
        IamEngineModule.create(),
        VpcEngineModule.create(),
        SecurityGroupEngineModule.create(),
        CertificateEngineModule.create(),
        LoadBalancerEngineModule.create(),
        EcsFargateEngineModule.create(),
        RdsEngineModule.create());
  }

  private static Schema schema(List<EngineModule> modules) {
    List<String> regional = modules.stream()
        .flatMap(m -> m.mappers().stream())
        .filter(m -> m.type().regional())
        .map(m -> m.type().table())
        .toList();
    return new Schema(modules, CatalogueKeys.withRegions(regional));
  }

  /** Every module with the foreign keys of its tables. */
  public static Schema schema() {
    return SCHEMA;
  }

  /** The same, as if no module had an edge. */
  static Schema schemaWithoutEdges() {
    return schema(modules().stream()
        .map(m -> new EngineModule(m.module(), m.mappers(), List.of()))
        .toList());
  }

  /** Inserts a row, or puts it in the place of the one with the same primary key. */
  public <T extends Resource<T>> Scene row(T value) {
    Row<T> row = Row.of(type(value), value);
    rows.computeIfAbsent(row.type().table(), t -> new LinkedHashMap<>()).put(row.key(), row);
    return this;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Resource<T>> ResourceType<T> type(T value) {
    return SCHEMA.mappers().stream()
        .filter(mapper -> mapper.type().valueClass().isInstance(value))
        .map(mapper -> (ResourceType<T>) mapper.type())
        .findFirst()
        .orElseThrow();
  }

  /** Updates a row. */
  public <T extends Resource<T>> Scene change(Class<T> type, Object key, UnaryOperator<T> change) {
    return row(change.apply(get(type, key)));
  }

  /** The row as a value. */
  public <T extends Resource<T>> T get(Class<T> type, Object key) {
    return type.cast(rows.get(ResourceType.of(type).table()).get(key.toString()).value());
  }

  /** Deletes a row. */
  public <T extends Resource<T>> Scene delete(Class<T> type, Object key) {
    rows.get(ResourceType.of(type).table()).remove(key.toString());
    return this;
  }

  /** Deletes every row. */
  public Scene deleteAll() {
    rows.clear();
    return this;
  }

  /** Something in AWS that this database never held. */
  public <T extends Resource<T>> Scene foreign(Observed<T> observed) {
    cloud
        .computeIfAbsent(type(observed.value()).table(), t -> new LinkedHashMap<>())
        .put(observed.identity(), observed);
    return this;
  }

  /** Something in AWS that this database holds. */
  public <T extends Resource<T>> Scene ours(Observed<T> observed) {
    ledger.add(entry(type(observed.value()).table(), observed));
    return foreign(observed);
  }

  /** Something in AWS that is ours, and its row. */
  public <T extends Resource<T>> Scene imported(T row, Observed<T> observed) {
    identities.put(type(row).table() + " " + Row.of(type(row), row).key(), observed.identity());
    return row(row).ours(observed);
  }

  /** Something in AWS that a failed operation left behind. */
  <T extends Resource<T>> Scene leftover(String operation, Observed<T> observed) {
    leftovers.put(observed.identity(), operation);
    return foreign(observed);
  }

  /** Something disappears from AWS without this database's doing. */
  <T extends Resource<T>> Scene disappears(Class<T> type, String identity) {
    cloud.get(ResourceType.of(type).table()).remove(identity);
    return this;
  }

  /** What a planner gets. */
  public World world() {
    Map<String, List<? extends Row<?>>> rowLists = new HashMap<>();
    rows.forEach((table, map) -> rowLists.put(table, List.copyOf(map.values())));
    Map<String, List<? extends Observed<?>>> lists = new HashMap<>();
    cloud.forEach((table, map) -> lists.put(table, List.copyOf(map.values())));
    return new World(rowLists, lists, ledger, leftovers);
  }

  /** The plan for the scene as it is. */
  public Plan plan() {
    return Planner.plan(SCHEMA, world());
  }

  /** The graph of that plan. */
  public PlanGraph graph() {
    return new PlanGraph(SCHEMA, plan());
  }

  /** The graph as it would be without the modules' edges. */
  PlanGraph graphWithoutEdges() {
    Schema schema = schemaWithoutEdges();
    return new PlanGraph(schema, Planner.plan(schema, world()));
  }

  /** Carries the plan out. */
  public Scene apply() {
    Plan plan = plan();
    if (!plan.refusals().isEmpty()) {
      throw new IllegalStateException(String.join("\n", plan.refusals()));
    }
    plan.vanished().forEach(ledger::remove);
    PlanGraph graph = new PlanGraph(SCHEMA, plan);
    List<Node> waiting = new ArrayList<>(graph.nodes());
    Set<Integer> done = new HashSet<>();
    while (!waiting.isEmpty()) {
      Node next = waiting.stream()
          .filter(n -> done.containsAll(graph.before(n)))
          .findFirst()
          .orElseThrow();
      waiting.remove(next);
      carryOut(next, next.change());
      done.add(next.no());
    }
    return this;
  }

  private <T extends Resource<T>> void carryOut(Node node, PlannedChange<T> change) {
    switch (node.kind()) {
      case CREATE -> put(change, freeIdentity(change), change.row().orElseThrow());
      case UPDATE -> {
        Observed<T> before = change.observed().orElseThrow();
        if (change.mapper().updateChangesIdentity()) {
          put(change, freeIdentity(change), change.row().orElseThrow());
          remove(change.table(), before);
        } else {
          remove(change.table(), before);
          put(change, before.identity(), change.row().orElseThrow());
        }
      }
      case DELETE -> remove(change.table(), change.observed().orElseThrow());
      case DETACH, REMOVE_BYPRODUCT -> {
        // Neither leaves anything in the account that a plan would see.
      }
    }
  }

  private String freeIdentity(PlannedChange<?> change) {
    String name = change.table() + "/" + change.desired().orElseThrow().describe();
    String identity = name;
    for (int i = 2; cloud.getOrDefault(change.table(), Map.of()).containsKey(identity); i++) {
      identity = name + "#" + i;
    }
    return identity;
  }

  private <T extends Resource<T>> void put(PlannedChange<T> change, String identity, Row<T> row) {
    ResourceType<T> type = row.type();
    identities.put(type.table() + " " + row.key(), identity);
    ObjectNode there = type.toJson(change.desired().orElseThrow());
    AwsChoices.fill(type.table(), there);
    ObjectNode here = row.json().deepCopy();
    for (Attribute attribute : type.attributes()) {
      if (attribute.identity()) {
        there.put(attribute.column(), identity);
      }
      if (attribute.identity() || attribute.behaviour() == Behaviour.DEFAULT) {
        here.set(attribute.column(), there.get(attribute.column()));
      }
    }
    row(type.fromJson(here));
    there.putNull("id");
    toCloud(type, there);
    ours(Observed.of(identity, ++incarnations, type.fromJson(there)));
  }

  private void remove(String table, Observed<?> observed) {
    cloud.get(table).remove(observed.identity(), observed);
    ledger.remove(entry(table, observed));
  }

  private static LedgerEntry entry(String table, Observed<?> observed) {
    return new LedgerEntry(table, observed.identity(), observed.incarnation());
  }

  private void toCloud(ResourceType<?> type, ObjectNode json) {
    toCloud(type.table(), json);
    for (Attribute attribute : type.parts()) {
      Parts parts = attribute.parts().orElseThrow();
      ArrayNode elements = (ArrayNode) json.get(attribute.column());
      for (int i = 0; i < elements.size(); i++) {
        JsonNode element = elements.get(i);
        if (element instanceof ObjectNode child) {
          child.putNull(parts.owner());
          toCloud(parts.table(), child);
        } else {
          String target = KEYS.target(parts.table(), parts.element()).orElseThrow();
          elements.set(i, cloudReference(target, element));
        }
      }
    }
  }

  private void toCloud(String table, ObjectNode json) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      Optional<String> target = KEYS.target(table, field.getKey());
      if (target.isPresent()
          && field.getValue().isValueNode()
          && !field.getValue().isNull()) {
        field.setValue(cloudReference(target.get(), field.getValue()));
      }
    }
  }

  private JsonNode cloudReference(String table, JsonNode key) {
    return References.cloudReference(
        Optional.ofNullable(identities.get(table + " " + key.asText())).orElseThrow());
  }
}
