package org.iasql.engine.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.plan.PlanGraph.Kind;

/**
 * What the journal says of one step, enough to undo it without the plan that it was part of.
 *
 * @param region of the resource; the default region for a global one
 * @param after the steps that had to succeed first
 * @param identity AWS's id or ARN, once it is known
 * @param wish what the resource was to become, with cloud references
 * @param before what it was, with cloud references; empty for a create
 * @param result how the step left it; empty until it is done
 */
record StepNote(
    int no,
    Kind kind,
    String table,
    String region,
    String rowKey,
    String description,
    Set<Integer> after,
    Optional<String> identity,
    String incarnation,
    Optional<JsonNode> wish,
    Optional<JsonNode> before,
    Optional<JsonNode> result) {

  /** A value as the journal may hold it: without what is only ever written to AWS. */
  static <T extends Resource<T>> JsonNode json(ResourceType<T> type, T value) {
    return withoutSecrets(type, type.toJson(value));
  }

  static JsonNode withoutSecrets(ResourceType<?> type, ObjectNode json) {
    type.attributes().stream()
        .filter(a -> a.behaviour() == Behaviour.WRITE_ONLY)
        .forEach(a -> json.putNull(a.column()));
    return json;
  }

  /** The resource as it was before the step. */
  <T extends Resource<T>> Optional<Observed<T>> before(ResourceType<T> type) {
    return before.map(json -> observed(type, json));
  }

  /** The resource as the step left it. */
  <T extends Resource<T>> Optional<Observed<T>> result(ResourceType<T> type) {
    return result.map(json -> observed(type, json));
  }

  private <T extends Resource<T>> Observed<T> observed(ResourceType<T> type, JsonNode json) {
    return new Observed<>(identity.orElse(""), incarnation, type.fromJson(json), false);
  }

  @Override
  public String toString() {
    return "%s %s%s"
        .formatted(table, description, identity.map(id -> " (" + id + ")").orElse(""));
  }
}
