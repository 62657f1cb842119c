package org.iasql.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records as JSON: a member for each component, named as the SQL column is. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Returns an array with an object for each record. */
  static ArrayNode rows(List<? extends Record> records) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    records.forEach(record -> rows.add(row(record)));
    return rows;
  }

  /** Returns the document on several lines. */
  static String text(JsonNode document) {
    return document.toPrettyString();
  }

  private static ObjectNode row(Record record) {
    ObjectNode row = object();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        row.set(name(component.getName()), value(component.getAccessor().invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("'" + record + "' cannot be written as JSON", e);
      }
    }
    return row;
  }

  private static JsonNode value(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return value(optional.orElse(null));
    }
    if (value instanceof Collection<?> || value instanceof Number || value instanceof Boolean) {
      return MAPPER.valueToTree(value);
    }
    return value == null
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.textNode(value.toString());
  }

  private static String name(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
