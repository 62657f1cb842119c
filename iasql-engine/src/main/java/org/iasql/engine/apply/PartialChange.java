package org.iasql.engine.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;

/**
 * A change that may have been carried out in part: each attribute is as it was in one of the known
 * states.
 */
record PartialChange<T extends Resource<T>>(ResourceType<T> type, List<T> known) {
  boolean explains(T now) {
    ObjectNode json = type.toJson(now);
    List<ObjectNode> states = known.stream().map(type::toJson).toList();
    return type.attributes().stream()
        .filter(a -> a.settable() || a.parts().isPresent())
        .map(Attribute::column)
        .allMatch(c -> states.stream().anyMatch(state -> same(state.path(c), json.path(c))));
  }

  private static boolean same(JsonNode a, JsonNode b) {
    if (a.isArray() && b.isArray()) {
      Set<JsonNode> left = new HashSet<>();
      a.forEach(left::add);
      Set<JsonNode> right = new HashSet<>();
      b.forEach(right::add);
      return left.equals(right);
    }
    return a.equals(b);
  }
}
