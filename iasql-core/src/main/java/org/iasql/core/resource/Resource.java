package org.iasql.core.resource;

import java.util.Optional;

/**
 * A row of a module's table, and at the same time the resource that it stands for: read from the
 * database, built by hand or listed from AWS, it is the same immutable type. Two values are equal
 * when a user would call them the same; what AWS or the database assigns does not count.
 *
 * @param <T> the value type itself
 */
public interface Resource<T extends Resource<T>> {
  /** The row's id; empty while the value is no row, and for tables without an id. */
  default Optional<Integer> id() {
    return Optional.empty();
  }

  /**
   * Refers to this row from another one.
   *
   * @throws IllegalStateException if the value has not been inserted yet
   */
  default Ref<T> ref() {
    return Ref.row(id().orElseThrow(() -> new IllegalStateException(
        "'%s' has no id yet, so nothing can refer to it. Insert it first.".formatted(describe()))));
  }

  /** Names the resource as a person would. */
  String describe();
}
