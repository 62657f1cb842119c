package org.iasql.core.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a value type declares by its annotations: its table, its attributes, and how to turn rows
 * into values and back.
 *
 * @param <T> the value type
 */
public final class ResourceType<T extends Resource<T>> {
  private static final Set<String> NO_ATTRIBUTES = Set.of("describe", "ref");
  private static final ClassValue<ResourceType<?>> TYPES = new ClassValue<>() {
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    protected ResourceType<?> computeValue(Class<?> valueClass) {
      return new ResourceType(valueClass);
    }
  };

  private final Class<T> valueClass;
  private final String table;
  private final List<Attribute> attributes;

  private ResourceType(Class<T> valueClass) {
    Table annotation = valueClass.getAnnotation(Table.class);
    if (annotation == null) {
      throw new IllegalArgumentException(
          "%s is no value type of a module: it has no @Table.".formatted(valueClass.getName()));
    }
    this.valueClass = valueClass;
    this.table = annotation.value();
    this.attributes = Arrays.stream(valueClass.getMethods())
        .filter(ResourceType::isAccessor)
        .map(Attribute::of)
        .sorted(Comparator.comparing(Attribute::column))
        .toList();
  }

  /** The type that {@code valueClass} declares; the same object for each call. */
  @SuppressWarnings("unchecked")
  public static <T extends Resource<T>> ResourceType<T> of(Class<T> valueClass) {
    return (ResourceType<T>) TYPES.get(valueClass);
  }

  private static boolean isAccessor(Method method) {
    return method.getParameterCount() == 0
        && Modifier.isAbstract(method.getModifiers())
        && !NO_ATTRIBUTES.contains(method.getName());
  }

  public Class<T> valueClass() {
    return valueClass;
  }

  /** The table's name, without a schema. */
  public String table() {
    return table;
  }

  /** Every attribute, ordered by column name. */
  public List<Attribute> attributes() {
    return attributes;
  }

  /** The attributes that make up the key; empty where AWS's id alone tells resources apart. */
  public List<Attribute> keys() {
    return attributes.stream().filter(a -> a.behaviour() == Behaviour.KEY).toList();
  }

  /** The attributes that live in link and child tables. */
  public List<Attribute> parts() {
    return attributes.stream().filter(a -> a.parts().isPresent()).toList();
  }

  /** Whether the type exists once in each region, rather than once in an account. */
  public boolean regional() {
    return attributes.stream().anyMatch(a -> a.column().equals("region"));
  }

  /** The column that other tables refer to: {@code id}, or the only key. */
  public String primaryKey() {
    return attributes.stream().anyMatch(a -> a.column().equals("id"))
        ? "id"
        : keys().get(0).column();
  }

  /** AWS's id or ARN of the value, empty if it has none yet. */
  public Optional<String> identity(T value) {
    return identityOf(toJson(value));
  }

  /** AWS's id or ARN of a row, empty if it has none yet. */
  public Optional<String> identityOf(JsonNode json) {
    return attributes.stream()
        .filter(Attribute::identity)
        .map(a -> json.path(a.column()))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst();
  }

  /**
   * Reads a value from a row.
   *
   * @throws IllegalArgumentException if a column's content does not fit; the text names it
   */
  public T fromJson(JsonNode row) {
    try {
      return ResourceJson.mapper().treeToValue(row, valueClass);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "A row of table '%s' cannot be read: %s".formatted(table, rootMessage(e)), e);
    }
  }

  private static String rootMessage(JsonProcessingException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getOriginalMessage() : cause.getMessage());
  }

  /** Writes a value as a row: all columns, absent ones as null, and parts as arrays. */
  public ObjectNode toJson(T value) {
    return ResourceJson.mapper().valueToTree(value);
  }

  /**
   * Completes a wish with what AWS chose: every default column that {@code desired} leaves open gets
   * the content of {@code actual}.
   */
  public T withDefaultsFrom(T desired, T actual) {
    if (attributes.stream().noneMatch(a -> a.behaviour() == Behaviour.DEFAULT)) {
      return desired;
    }
    ObjectNode wish = toJson(desired);
    ObjectNode there = toJson(actual);
    attributes.stream()
        .filter(a -> a.behaviour() == Behaviour.DEFAULT && wish.path(a.column()).isNull())
        .forEach(a -> wish.set(a.column(), there.get(a.column())));
    return fromJson(wish);
  }

  @Override
  public String toString() {
    return table;
  }
}
