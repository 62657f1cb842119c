package org.iasql.core.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pairs the link and child rows of an owner with what they are to become. */
final class PartRows {
  /** A statement that changes one child row. */
  record Update(String sql, ObjectNode row) {}

  private PartRows() {}

  /** What tells an owner's parts apart: the other end of a link, the key of a child. */
  static String name(Attribute attribute, JsonNode element) {
    if (attribute.element().isEmpty()) {
      return element.toString();
    }
    return own(attribute, attribute.elementType().keys()).stream()
        .map(column -> element.path(column).toString())
        .collect(Collectors.joining(","));
  }

  /** The statement that makes a child row what is wanted; empty if it is that already. */
  static Optional<Update> update(Attribute attribute, JsonNode there, JsonNode wanted) {
    List<String> changed = own(attribute, attribute.elementType().attributes()).stream()
        .filter(column -> !there.path(column).equals(wanted.path(column)))
        .toList();
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode row = wanted.deepCopy();
    row.set("id", there.get("id"));
    String sql =
        "UPDATE public.%1$s t SET %2$s FROM jsonb_populate_record(NULL::public.%1$s, ?::jsonb) new WHERE t.id = new.id"
            .formatted(
                attribute.parts().orElseThrow().table(),
                changed.stream()
                    .map(column -> column + " = new." + column)
                    .collect(Collectors.joining(", ")));
    return Optional.of(new Update(sql, row));
  }

  /** The owner is the same for all. */
  private static List<String> own(Attribute attribute, List<Attribute> columns) {
    String owner = attribute.parts().orElseThrow().owner();
    return columns.stream()
        .filter(Attribute::settable)
        .map(Attribute::column)
        .filter(column -> !column.equals(owner))
        .toList();
  }
}
