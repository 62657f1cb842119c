package org.iasql.core.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * An attribute of a value type, and the column or child table that stores it.
 *
 * @param name the accessor's name
 * @param column the column's name, or the JSON name of the elements in a child table
 * @param behaviour who writes it and what NULL means
 * @param replaces whether a change needs a new resource
 * @param identity whether AWS knows the resource by it
 * @param parts the child or link table that holds it, if it is no column
 */
public record Attribute(
    String name,
    String column,
    Behaviour behaviour,
    boolean replaces,
    boolean identity,
    Optional<Parts> parts) {
  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  static Attribute of(Method accessor) {
    return new Attribute(
        accessor.getName(),
        SNAKE_CASE.translate(accessor.getName()),
        behaviour(accessor),
        accessor.isAnnotationPresent(Replaces.class),
        accessor.isAnnotationPresent(Identity.class),
        Optional.ofNullable(accessor.getAnnotation(Parts.class)));
  }

  private static Behaviour behaviour(Method accessor) {
    if (accessor.isAnnotationPresent(Key.class)) {
      return Behaviour.KEY;
    }
    if (accessor.isAnnotationPresent(Assigned.class) || accessor.getName().equals("id")) {
      return Behaviour.ASSIGNED;
    }
    if (accessor.isAnnotationPresent(ProviderDefault.class)) {
      return Behaviour.DEFAULT;
    }
    return accessor.isAnnotationPresent(WriteOnly.class) ? Behaviour.WRITE_ONLY : Behaviour.SET;
  }

  /** Whether a user sets this column, as opposed to AWS, the database or another table. */
  public boolean settable() {
    return behaviour != Behaviour.ASSIGNED && parts.isEmpty();
  }
}
