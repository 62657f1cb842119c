package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;

/**
 * What the contract needs to know of one resource type, or of one kind of it. Whatever it makes by
 * hand is like what its rows make: same names, same content.
 */
interface ResourceCase<T extends Resource<T>> {
  /** How test reports call the case. */
  default String title() {
    return type().table();
  }

  /** The value type. */
  ResourceType<T> type();

  /** The value type's DAO. */
  Class<? extends ResourceDao<T>> dao();

  /** The modules to install. */
  List<String> modules();

  /** Makes, before the install, what rows can refer to and never make, such as certificates. */
  default void makeReadOnly(SimulatedAws aws) {}

  /** Inserts the rows that {@link #value} refers to. */
  default void insertPrerequisites(IasqlTransaction tx) {}

  /** Makes with plain SDK clients what {@link #insertPrerequisites} makes with rows. */
  default void makePrerequisites(SimulatedAws aws) {}

  /** The row to begin with, not inserted; what it refers to is looked up by name. */
  T value(IasqlTransaction tx);

  /** Makes with plain SDK clients what {@link #value} stands for, and returns its id or ARN. */
  String make(SimulatedAws aws);

  /** Deletes the resource of a row behind the engine's back. */
  void vanish(SimulatedAws aws, T row);

  /** What AWS has for a row, as plain SDK clients read it; empty if it is gone. */
  Optional<CloudColumns> read(SimulatedAws aws, T row);

  /** A change of every column that a user sets, one after the other. */
  default List<ColumnChange<T>> changes() {
    return List.of();
  }

  /** The same, for values that only the account knows. */
  default List<ColumnChange<T>> changes(SimulatedAws aws) {
    return changes();
  }

  /** Assigned columns that stay empty in this case. */
  default Set<String> leftEmpty() {
    return Set.of();
  }

  /** Settable columns that another case of the same type changes, because here they cannot be. */
  default Set<String> changedElsewhere() {
    return Set.of();
  }

  /** AWS's id or ARN of a row; where the type has no column for it, whatever names it best. */
  default Optional<String> identity(T row) {
    return type().identity(row);
  }

  /** The assigned column by which {@link #identity} knows a row. */
  default String identityColumn() {
    return type().attributes().stream()
        .filter(Attribute::identity)
        .map(Attribute::column)
        .findFirst()
        .orElseThrow();
  }

  /** Whether a replaced resource has the id or ARN of the old one, because its name is all it has. */
  default boolean replacementKeepsIdentity() {
    return false;
  }

  /** The row with what a create needs, of a resource that vanished. */
  default T toRecreate(T row) {
    return row;
  }

  /** Whether install imports what {@link #make} makes. */
  default boolean importable() {
    return true;
  }

  /** The row to insert where one was deleted that AWS still has the resource of. */
  default T valueAgain(IasqlTransaction tx) {
    return value(tx);
  }

  /** Whether AWS gives a changed resource a new id or ARN. */
  default boolean updateChangesIdentity() {
    return false;
  }

  /** Whether a foreign resource can be in the way of a row: it can where rows have a key. */
  default boolean hasKey() {
    return type().keys().stream().anyMatch(key -> !key.column().equals("region"));
  }
}
