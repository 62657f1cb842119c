package org.iasql.core.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * A typed reference to another resource: to its row, by primary key, or to what AWS knows by an id
 * or ARN and no row holds.
 *
 * @param <T> the value type of what is referred to
 */
public final class Ref<T extends Resource<T>> {
  private static final String CLOUD = "cloud";

  private final Object target;

  private Ref(Object target) {
    this.target = target;
  }

  /** Refers to the row with this id. */
  public static <T extends Resource<T>> Ref<T> row(int id) {
    return new Ref<>(id);
  }

  /** Refers to the row with this textual primary key, such as a role's name. */
  public static <T extends Resource<T>> Ref<T> row(String key) {
    return new Ref<>(key);
  }

  /** Refers to a resource by the id or ARN that AWS gave it. */
  public static <T extends Resource<T>> Ref<T> cloud(String identity) {
    return new Ref<>(Map.of(CLOUD, identity));
  }

  /** The primary key of the row, an {@link Integer} or a {@link String}. */
  public Optional<Object> row() {
    return target instanceof Map ? Optional.empty() : Optional.of(target);
  }

  /** AWS's id or ARN. */
  public Optional<String> cloud() {
    return target instanceof Map<?, ?> map
        ? Optional.ofNullable((String) map.get(CLOUD))
        : Optional.empty();
  }

  @JsonCreator
  static <T extends Resource<T>> Ref<T> fromJson(Object json) {
    return new Ref<>(json);
  }

  @JsonValue
  Object json() {
    return target;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ref<?> ref && ref.target.equals(target);
  }

  @Override
  public int hashCode() {
    return target.hashCode();
  }

  @Override
  public String toString() {
    return cloud().orElseGet(target::toString);
  }
}
