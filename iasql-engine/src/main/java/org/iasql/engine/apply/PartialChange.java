package org.iasql.engine.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.plan.Values;

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
        .allMatch(c -> states.stream().anyMatch(state -> Values.same(state.path(c), json.path(c))));
  }
}
