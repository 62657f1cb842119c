package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Parts;
import org.iasql.core.resource.ResourceType;

/** Where the JSON form of a type refers to other resources: in its own columns, and in its parts. */
final class References {
  /** One reference that a value holds: to a row by its key, or to what AWS knows by an identity. */
  record Reference(String column, boolean replaces, String target, JsonNode value) {
    /** AWS's identity, if this is a cloud reference. */
    Optional<String> cloud() {
      return Optional.ofNullable(value.path("cloud").textValue());
    }

    /** The row's primary key as text, if this is a row reference. */
    Optional<String> row() {
      return value.isObject() ? Optional.empty() : Optional.of(value.asText());
    }
  }

  private record Column(Attribute attribute, String target) {}

  private record PartColumn(Attribute attribute, Parts parts, String column, String target) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<PartColumn> partColumns = new ArrayList<>();

  References(ResourceType<?> type, ForeignKeys keys) {
    for (Attribute attribute : type.attributes()) {
      if (attribute.parts().isPresent()) {
        addPart(attribute, attribute.parts().get(), keys);
      } else if (!attribute.column().equals("region")) {
        keys.target(type.table(), attribute.column())
            .ifPresent(target -> columns.add(new Column(attribute, target)));
      }
    }
  }

  private void addPart(Attribute attribute, Parts parts, ForeignKeys keys) {
    if (!parts.element().isEmpty()) {
      keys.target(parts.table(), parts.element())
          .ifPresent(t -> partColumns.add(new PartColumn(attribute, parts, parts.element(), t)));
      return;
    }
    for (Attribute inner : attribute.elementType().attributes()) {
      if (!inner.column().equals(parts.owner())) {
        keys.target(parts.table(), inner.column())
            .ifPresent(t -> partColumns.add(new PartColumn(attribute, parts, inner.column(), t)));
      }
    }
  }

  /** Every table that values of the type can refer to. */
  List<String> targets() {
    List<String> targets = new ArrayList<>();
    columns.forEach(c -> targets.add(c.target()));
    partColumns.forEach(c -> targets.add(c.target()));
    return targets;
  }

  /** The references that a value holds. */
  List<Reference> in(ObjectNode json) {
    List<Reference> found = new ArrayList<>();
    for (Column column : columns) {
      JsonNode value = json.path(column.attribute().column());
      if (!value.isNull() && !value.isMissingNode()) {
        found.add(new Reference(
            column.attribute().column(), column.attribute().replaces(), column.target(), value));
      }
    }
    for (PartColumn part : partColumns) {
      for (JsonNode element : json.path(part.attribute().column())) {
        JsonNode value = part.parts().element().isEmpty() ? element.path(part.column()) : element;
        if (!value.isNull() && !value.isMissingNode()) {
          found.add(new Reference(part.attribute().column(), false, part.target(), value));
        }
      }
    }
    return found;
  }

  /**
   * Turns cloud references into row references, in place.
   *
   * @param rowOf what stands for a table and an identity: a row's key, or a cloud reference that is to
   *     stay; where there is nothing, an optional reference becomes null, so that it is no difference
   *     to a row that has none
   */
  void toRows(ObjectNode json, BiFunction<String, String, Optional<JsonNode>> rowOf) {
    for (Column column : columns) {
      String name = column.attribute().column();
      cloud(json.path(name))
          .ifPresent(identity -> rowOf
              .apply(column.target(), identity)
              .or(() -> column.attribute().optional()
                  ? Optional.of(NullNode.getInstance())
                  : Optional.empty())
              .ifPresent(row -> json.set(name, row)));
    }
    for (PartColumn part : partColumns) {
      if (json.path(part.attribute().column()) instanceof ArrayNode elements) {
        toRows(part, elements, rowOf);
      }
    }
  }

  private static void toRows(
      PartColumn part, ArrayNode elements, BiFunction<String, String, Optional<JsonNode>> rowOf) {
    for (int i = 0; i < elements.size(); i++) {
      if (part.parts().element().isEmpty()) {
        ObjectNode element = (ObjectNode) elements.get(i);
        cloud(element.path(part.column()))
            .ifPresent(identity -> element.set(
                part.column(),
                rowOf.apply(part.target(), identity).orElse(NullNode.getInstance())));
      } else {
        int index = i;
        cloud(elements.get(i))
            .flatMap(identity -> rowOf.apply(part.target(), identity))
            .ifPresent(row -> elements.set(index, row));
      }
    }
  }

  /**
   * Turns row references into cloud references, in place.
   *
   * @param identityOf AWS's identity for a table and a row's key; where there is none, the reference
   *     stays
   */
  void toCloud(ObjectNode json, BiFunction<String, String, Optional<String>> identityOf) {
    for (Column column : columns) {
      String name = column.attribute().column();
      cloudOf(column.target(), json.path(name), identityOf)
          .ifPresent(cloud -> json.set(name, cloud));
    }
    for (PartColumn part : partColumns) {
      if (json.path(part.attribute().column()) instanceof ArrayNode elements) {
        for (int i = 0; i < elements.size(); i++) {
          int index = i;
          if (part.parts().element().isEmpty()) {
            ObjectNode element = (ObjectNode) elements.get(i);
            cloudOf(part.target(), element.path(part.column()), identityOf)
                .ifPresent(cloud -> element.set(part.column(), cloud));
          } else {
            cloudOf(part.target(), elements.get(i), identityOf)
                .ifPresent(cloud -> elements.set(index, cloud));
          }
        }
      }
    }
  }

  private static Optional<JsonNode> cloudOf(
      String target, JsonNode value, BiFunction<String, String, Optional<String>> identityOf) {
    return value.isNull() || value.isMissingNode() || value.isObject()
        ? Optional.empty()
        : identityOf.apply(target, value.asText()).map(References::cloudReference);
  }

  /** The JSON form of a reference to what AWS knows by {@code identity}. */
  static JsonNode cloudReference(String identity) {
    return JsonNodeFactory.instance.objectNode().put("cloud", identity);
  }

  private static Optional<String> cloud(JsonNode value) {
    return Optional.ofNullable(value.path("cloud").textValue());
  }
}
