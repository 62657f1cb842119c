package org.iasql.core.resource;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;

/**
 * An attribute of a value type, and the column or child table that stores it.
 *
 * @param name the accessor's name
 * @param column the column's name, or the JSON name of the elements in a child table
 * @param behaviour who writes it and what NULL means
 * @param replaces whether a change needs a new resource
 * @param identity whether AWS knows the resource by it
 * @param optional whether a value can do without it
 * @param ignoreCase whether AWS ignores the case of this part of the key
 * @param parts the child or link table that holds it, if it is no column
 * @param element the value type of a child table's rows; empty for columns and link tables
 * @param counter whether it goes along with what goes on in AWS, so that it is no change
 */
public record Attribute(
    String name,
    String column,
    Behaviour behaviour,
    boolean replaces,
    boolean identity,
    boolean optional,
    boolean ignoreCase,
    Optional<Parts> parts,
    Optional<Class<?>> element,
    boolean counter) {
  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  static Attribute of(Method accessor) {
    return new Attribute(
        accessor.getName(),
        SNAKE_CASE.translate(accessor.getName()),
        behaviour(accessor),
        replaces(accessor),
        accessor.isAnnotationPresent(Identity.class),
        accessor.getReturnType() == Optional.class,
        key(accessor).map(Key::ignoreCase).orElse(false),
        Optional.ofNullable(accessor.getAnnotation(Parts.class)),
        element(accessor),
        Optional.ofNullable(accessor.getAnnotation(Assigned.class))
            .filter(Assigned::counter)
            .isPresent());
  }

  private static boolean replaces(Method accessor) {
    return accessor.isAnnotationPresent(Replaces.class)
        || key(accessor).filter(key -> !key.updatable()).isPresent();
  }

  private static Optional<Key> key(Method accessor) {
    return Optional.ofNullable(accessor.getAnnotation(Key.class));
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

  /** The type of the elements of an attribute whose elements are rows of a child table. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public ResourceType<?> elementType() {
    return ResourceType.of((Class) element.orElseThrow());
  }

  private static Optional<Class<?>> element(Method accessor) {
    return Optional.ofNullable(accessor.getAnnotation(Parts.class))
        .filter(parts -> parts.element().isEmpty())
        .map(parts -> (ParameterizedType) accessor.getGenericReturnType())
        .map(declared -> (Class<?>) declared.getActualTypeArguments()[0]);
  }

  /** Whether a user sets this column, as opposed to AWS, the database or another table. */
  public boolean settable() {
    return behaviour != Behaviour.ASSIGNED && parts.isEmpty();
  }
}
