package org.iasql.core.resource;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SqlObject;

/**
 * Finds, inserts, updates and deletes the rows of one table. Link and child rows travel with their
 * owner. Nothing happens in AWS before {@code apply}.
 *
 * @param <T> the value type
 */
public interface ResourceDao<T extends Resource<T>> extends SqlObject {
  /** Every row, in the order of its primary key. */
  default List<T> findAll() {
    return findWhere("true");
  }

  /**
   * The rows that meet a condition.
   *
   * @param condition SQL over the table's columns, with {@code ?} for each argument
   */
  default List<T> findWhere(String condition, Object... arguments) {
    return rows().select(condition, arguments);
  }

  /** The row that a reference leads to. */
  default Optional<T> find(Ref<T> ref) {
    return rows().find(ref);
  }

  /** The row with this id. */
  default Optional<T> find(int id) {
    return find(Ref.row(id));
  }

  /** Inserts a row, and returns it with its id and the defaults of the database. */
  default T insert(T value) {
    return rows().insert(value);
  }

  /**
   * Writes every column that a user can set, and those link and child rows that differ: a child row
   * that has the same key as before keeps its id.
   */
  default T update(T value) {
    return rows().update(value);
  }

  /** Deletes the row; whether there was one. */
  default boolean delete(T value) {
    return rows().delete(value);
  }

  private Rows<T> rows() {
    return Rows.of(this);
  }
}
