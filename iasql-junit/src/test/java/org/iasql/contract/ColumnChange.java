package org.iasql.contract;

import java.util.Optional;
import java.util.function.BiFunction;
import org.iasql.core.Action;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Resource;

/**
 * A change of one column, and what comes of it.
 *
 * @param column the column, or {@code table.column} for one of a child table
 * @param change makes the changed row; may insert what the new value refers to
 * @param action what apply does to the resource; empty if the database has nothing to tell AWS
 * @param refusal a part of the sentence with which the change is refused
 */
record ColumnChange<T extends Resource<T>>(
    String column,
    BiFunction<T, IasqlTransaction, T> change,
    Optional<Action> action,
    Optional<String> refusal) {

  /** A change that AWS makes in place. */
  static <T extends Resource<T>> ColumnChange<T> updates(
      String column, BiFunction<T, IasqlTransaction, T> change) {
    return new ColumnChange<>(column, change, Optional.of(Action.UPDATE), Optional.empty());
  }

  /** A change that needs a new resource. */
  static <T extends Resource<T>> ColumnChange<T> replaces(
      String column, BiFunction<T, IasqlTransaction, T> change) {
    return new ColumnChange<>(column, change, Optional.of(Action.REPLACE), Optional.empty());
  }

  /** A change of how the row is written alone. */
  static <T extends Resource<T>> ColumnChange<T> changesNothing(
      String column, BiFunction<T, IasqlTransaction, T> change) {
    return new ColumnChange<>(column, change, Optional.empty(), Optional.empty());
  }

  /** A change that table or plan refuse, with a sentence that contains {@code text}. */
  static <T extends Resource<T>> ColumnChange<T> refused(
      String column, BiFunction<T, IasqlTransaction, T> change, String text) {
    return new ColumnChange<>(column, change, Optional.empty(), Optional.of(text));
  }

  @Override
  public String toString() {
    return column + refusal.map(text -> " (refused)").orElse("");
  }
}
