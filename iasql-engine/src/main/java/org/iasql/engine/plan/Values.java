package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Compares values in their JSON form. */
public final class Values {
  private Values() {}

  /** Whether both are the same to AWS, which keeps lists in no order. */
  public static boolean same(JsonNode a, JsonNode b) {
    return a.isArray() && b.isArray() ? elements(a).equals(elements(b)) : a.equals(b);
  }

  private static Set<JsonNode> elements(JsonNode array) {
    Set<JsonNode> elements = new HashSet<>();
    array.forEach(elements::add);
    return elements;
  }
}
