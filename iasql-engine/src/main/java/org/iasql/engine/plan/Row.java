package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;

/**
 * A row of a resource's table, with its link and child rows.
 *
 * @param key the primary key as text
 * @param value the row as a value
 * @param identity AWS's id or ARN, if the row has one
 */
public record Row<T extends Resource<T>>(
    ResourceType<T> type, String key, T value, Optional<String> identity, ObjectNode json) {

  /**
   * Reads a row.
   *
   * @throws IllegalArgumentException if a column's content does not fit its type
   */
  public static <T extends Resource<T>> Row<T> of(ResourceType<T> type, ObjectNode json) {
    String key = json.path(type.primaryKey()).asText();
    return new Row<>(type, key, type.fromJson(json), type.identityOf(json), json);
  }

  /** The row that a value would be, for tests and values that are no rows yet. */
  public static <T extends Resource<T>> Row<T> of(ResourceType<T> type, T value) {
    return of(type, type.toJson(value));
  }
}
