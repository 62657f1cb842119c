package org.iasql.core.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The SQL of a {@link ResourceDao}, built from what the value type declares. */
final class Rows<T extends Resource<T>> {
  private final Handle handle;
  private final ResourceType<T> type;

  private Rows(Handle handle, ResourceType<T> type) {
    this.handle = handle;
    this.type = type;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static <T extends Resource<T>> Rows<T> of(ResourceDao<T> dao) {
    return new Rows<>(dao.getHandle(), ResourceType.of((Class) valueClass(dao.getClass())));
  }

  private static Class<?> valueClass(Class<?> daoClass) {
    return Arrays.stream(daoClass.getInterfaces())
        .flatMap(declared -> Arrays.stream(declared.getGenericInterfaces()))
        .filter(ParameterizedType.class::isInstance)
        .map(ParameterizedType.class::cast)
        .filter(declared -> declared.getRawType() == ResourceDao.class)
        .map(declared -> declared.getActualTypeArguments()[0])
        .map(Type.class::cast)
        .map(argument -> (Class<?>) argument)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(daoClass + " names no value type"));
  }

  List<T> select(String condition, Object... arguments) {
    String sql = "SELECT (to_jsonb(t) || %s)::text FROM public.%s t WHERE %s ORDER BY t.%s"
        .formatted(Sql.parts(type), type.table(), condition, type.primaryKey());
    try (var query = handle.createQuery(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        query.bind(i, arguments[i]);
      }
      return query.mapTo(String.class).map(this::value).list();
    }
  }

  Optional<T> find(Ref<T> ref) {
    return ref.row()
        .flatMap(key -> select("t." + type.primaryKey() + " = ?", key).stream().findFirst());
  }

  T insert(T value) {
    ObjectNode row = type.toJson(value);
    String columns = type.attributes().stream()
        .filter(a -> a.settable() && !row.get(a.column()).isNull())
        .map(Attribute::column)
        .collect(Collectors.joining(", "));
    String key = columns.isEmpty()
        ? insertDefaults()
        : execute(
            "INSERT INTO public.%1$s (%2$s) SELECT %2$s FROM jsonb_populate_record(NULL::public.%1$s, ?::jsonb) RETURNING %3$s::text"
                .formatted(type.table(), columns, type.primaryKey()),
            row);
    for (Attribute attribute : type.parts()) {
      row.get(attribute.column()).forEach(element -> insertPart(attribute, element, key));
    }
    return byKey(key);
  }

  /** A list of columns cannot be empty in SQL. */
  private String insertDefaults() {
    String sql = "INSERT INTO public.%s DEFAULT VALUES RETURNING %s::text"
        .formatted(type.table(), type.primaryKey());
    try (var query = handle.createQuery(sql)) {
      return query.mapTo(String.class).one();
    }
  }

  T update(T value) {
    ObjectNode row = type.toJson(value);
    String columns = type.attributes().stream()
        .filter(a ->
            a.settable() && !(a.column().equals("region") && row.get("region").isNull()))
        .map(Attribute::column)
        .collect(Collectors.joining(", "));
    String sql =
        "UPDATE public.%1$s t SET (%2$s) = ROW (%3$s) FROM jsonb_populate_record(NULL::public.%1$s, ?::jsonb) new WHERE t.%4$s = new.%4$s RETURNING t.%4$s::text"
            .formatted(type.table(), columns, prefixed(columns), type.primaryKey());
    String key = execute(sql, row);
    ObjectNode was = type.toJson(byKey(key));
    for (Attribute attribute : type.parts()) {
      updateParts(attribute, was.get(attribute.column()), row.get(attribute.column()), key);
    }
    return byKey(key);
  }

  boolean delete(T value) {
    ObjectNode row = type.toJson(value);
    String sql =
        "DELETE FROM public.%1$s WHERE %2$s::text = ?".formatted(type.table(), type.primaryKey());
    return handle.execute(sql, row.get(type.primaryKey()).asText()) == 1;
  }

  /** What stays as it is keeps its row, and a child row that changes its id: others refer to it. */
  private void updateParts(Attribute attribute, JsonNode was, JsonNode wanted, String key) {
    Map<String, JsonNode> old = new LinkedHashMap<>();
    was.forEach(element -> old.put(PartRows.name(attribute, element), element));
    List<JsonNode> added = new ArrayList<>();
    for (JsonNode element : wanted) {
      JsonNode there = old.remove(PartRows.name(attribute, element));
      if (there == null) {
        added.add(element);
      } else if (attribute.element().isPresent()) {
        PartRows.update(attribute, there, element)
            .ifPresent(update -> handle.execute(update.sql(), update.row().toString()));
      }
    }
    // First, because what is added may take a name or a place that becomes free.
    old.values().forEach(element -> deletePart(attribute, element, key));
    added.forEach(element -> insertPart(attribute, element, key));
  }

  private void insertPart(Attribute attribute, JsonNode element, String key) {
    Sql.Part part = Sql.part(attribute, element, key, type.primaryKey().equals("id"));
    handle.execute(part.insert(), part.row().toString());
  }

  private void deletePart(Attribute attribute, JsonNode element, String key) {
    Parts parts = attribute.parts().orElseThrow();
    String column = attribute.element().isPresent() ? "id" : parts.element();
    JsonNode value = attribute.element().isPresent() ? element.get("id") : element;
    handle.execute(
        "DELETE FROM public.%s WHERE %s::text = ? AND %s::text = ?"
            .formatted(parts.table(), parts.owner(), column),
        key,
        value.asText());
  }

  private T byKey(String key) {
    return select("t." + type.primaryKey() + "::text = ?", key).stream()
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException("Row '%s' of '%s' is gone".formatted(key, type.table())));
  }

  private String execute(String sql, ObjectNode row) {
    try (var query = handle.createQuery(sql)) {
      return query
          .bind(0, row.toString())
          .mapTo(String.class)
          .findOne()
          .orElseThrow(() -> new IllegalStateException(
              "Table '%s' has no row %s, so there is nothing to update. Insert it first."
                  .formatted(type.table(), row.path(type.primaryKey()))));
    }
  }

  private static String prefixed(String columns) {
    return Arrays.stream(columns.split(", "))
        .map(c -> "new." + c)
        .collect(Collectors.joining(", "));
  }

  private T value(String json) {
    try {
      return type.fromJson(ResourceJson.mapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL returned no JSON", e);
    }
  }
}
