package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iasql.core.Action;
import org.iasql.core.plan.ColumnDetails;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.JsonDocument;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;

/**
 * A change's row before and after, as a person may see them: without what is no part of a plan, which
 * is counters and the ids of child rows, and without secrets.
 *
 * @param before as AWS has it; null for a create
 * @param after as the row says it; null for a delete
 */
record ColumnDiff(PlannedChange<?> change, JsonNode before, JsonNode after) {
  private static final String SECRET = "***";

  static <T extends Resource<T>> ColumnDiff of(PlannedChange<T> change) {
    ResourceType<T> type = change.mapper().type();
    JsonNode before = change
        .actual()
        .or(() -> change.observed().map(observed -> observed.value()))
        .<JsonNode>map(value -> shown(type, type.toJson(value)))
        .orElse(NullNode.getInstance());
    JsonNode after = change
        .desired()
        .<JsonNode>map(value -> shown(type, type.toJson(value)))
        .orElse(NullNode.getInstance());
    ColumnDiff diff = new ColumnDiff(change, before, after);
    diff.completeKey(type.primaryKey());
    diff.forgetWhatIsAssignedAnew();
    return diff;
  }

  private static ObjectNode shown(ResourceType<?> type, ObjectNode json) {
    for (Attribute attribute : type.attributes()) {
      String column = attribute.column();
      JsonNode value = json.path(column);
      if (attribute.counter()) {
        json.remove(column);
      } else if (attribute.behaviour() == Behaviour.WRITE_ONLY && !value.isNull()) {
        json.put(column, SECRET);
      } else if (attribute.element().isPresent() && value instanceof ArrayNode elements) {
        elements.forEach(e -> shownElement(attribute.elementType(), (ObjectNode) e));
      }
      unwrap(json.path(column)).ifPresent(identity -> json.set(column, identity));
    }
    return json;
  }

  private static void shownElement(ResourceType<?> type, ObjectNode element) {
    shown(type, element);
    type.attributes().stream()
        .filter(a -> a.behaviour() == Behaviour.ASSIGNED)
        .forEach(a -> element.remove(a.column()));
  }

  /** What refers to no row shows AWS's id, as text. */
  private static Optional<JsonNode> unwrap(JsonNode value) {
    if (value instanceof ArrayNode elements) {
      for (int i = 0; i < elements.size(); i++) {
        int index = i;
        unwrap(elements.get(i)).ifPresent(identity -> elements.set(index, identity));
      }
    }
    return value.size() == 1 ? Optional.ofNullable(value.get("cloud")) : Optional.empty();
  }

  /** AWS does not know the row's id. */
  private void completeKey(String key) {
    if (before instanceof ObjectNode was && was.path(key).isNull()) {
      if (after instanceof ObjectNode wish) {
        was.set(key, wish.get(key));
      } else {
        was.remove(key);
      }
    }
  }

  private void forgetWhatIsAssignedAnew() {
    if (after instanceof ObjectNode wish) {
      attributes().stream()
          .filter(this::isAssignedAnew)
          .map(Attribute::column)
          .filter(wish::has)
          .forEach(wish::putNull);
    }
  }

  /** Columns that only the apply can fill. */
  private boolean isAssignedAnew(Attribute attribute) {
    if (change.action() == Action.DELETE || attribute.counter()) {
      return false;
    }
    boolean isUpdate = change.action() == Action.UPDATE;
    return switch (attribute.behaviour()) {
      case ASSIGNED ->
        !attribute.column().equals(change.mapper().type().primaryKey())
            && (!isUpdate || change.mapper().updateChangesIdentity());
      // An update's wish is completed already with what AWS has chosen.
      case DEFAULT -> !isUpdate && after.path(attribute.column()).isNull();
      case KEY, SET, WRITE_ONLY -> false;
    };
  }

  private List<? extends Attribute> attributes() {
    return change.mapper().type().attributes();
  }

  List<ColumnDetails> columns() {
    List<ColumnDetails> columns = new ArrayList<>();
    for (Attribute attribute : attributes()) {
      String column = attribute.column();
      if (before.has(column) || after.has(column)) {
        columns.add(new ColumnDetails(
            column,
            document(before.path(column)),
            document(after.path(column)),
            isChanged(attribute),
            isAssignedAnew(attribute)));
      }
    }
    return columns;
  }

  private boolean isChanged(Attribute attribute) {
    if (isAssignedAnew(attribute)) {
      return true;
    }
    JsonNode was = before.path(attribute.column());
    JsonNode wish = after.path(attribute.column());
    boolean empty = was.isEmpty() && wish.isEmpty() && isNothing(was) && isNothing(wish);
    if (empty || change.action() == Action.UPDATE && attribute.behaviour() == Behaviour.ASSIGNED) {
      return false;
    }
    return !Values.same(was, wish);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || value.isMissingNode() || value.isArray();
  }

  /** The columns whose difference asks for a new resource. */
  List<String> replacing() {
    return attributes().stream()
        .filter(Attribute::replaces)
        .map(Attribute::column)
        .filter(column -> !Values.same(before.path(column), after.path(column)))
        .toList();
  }

  List<String> assignedAnew() {
    return attributes().stream()
        .filter(this::isAssignedAnew)
        .map(Attribute::column)
        .toList();
  }

  static Optional<JsonDocument> document(JsonNode value) {
    return Optional.of(value).filter(v -> !v.isNull() && !v.isMissingNode()).map(JsonDocument::of);
  }
}
