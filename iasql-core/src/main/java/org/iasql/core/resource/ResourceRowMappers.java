package org.iasql.core.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Maps the rows of a user's own queries to value types: {@code SELECT * FROM log_group} to {@code
 * LogGroup}. A query that lacks a column leaves the attribute absent, or fails if it has to be there.
 * Link and child rows, which no query has as columns, are read by a query for each row, so that a
 * value is never less than its DAO would have read.
 */
public final class ResourceRowMappers implements RowMapperFactory {
  /** Creates the factory; {@code IasqlJdbiPlugin} registers it. */
  public ResourceRowMappers() {}

  @Override
  public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
    Class<?> erased = GenericTypes.getErasedType(type);
    return erased.isAnnotationPresent(Table.class) ? Optional.of(mapper(erased)) : Optional.empty();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static RowMapper<?> mapper(Class<?> valueClass) {
    ResourceType<?> type = ResourceType.of((Class) valueClass);
    return (row, context) -> type.fromJson(json(type, row, context));
  }

  private static ObjectNode json(ResourceType<?> type, ResultSet row, StatementContext context)
      throws SQLException {
    ObjectNode json = ResourceJson.mapper().createObjectNode();
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      json.set(columns.getColumnLabel(i), value(row, i, columns.getColumnTypeName(i)));
    }
    if (!type.parts().isEmpty()) {
      json.setAll((ObjectNode) parts(type, json, context));
    }
    return json;
  }

  private static JsonNode value(ResultSet row, int column, String type) throws SQLException {
    Object value = row.getObject(column);
    if (value instanceof Array array) {
      return tree(Arrays.stream((Object[]) array.getArray())
          .map(ResourceRowMappers::scalar)
          .toList());
    }
    return value == null
        ? tree(Optional.empty())
        : switch (type) {
          case "json", "jsonb" -> read(row.getString(column));
          case "timestamptz" -> tree(row.getObject(column, OffsetDateTime.class));
          default -> tree(scalar(value));
        };
  }

  private static Object scalar(Object value) {
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }

  private static JsonNode parts(ResourceType<?> type, ObjectNode row, StatementContext context)
      throws SQLException {
    String key = type.primaryKey();
    if (!row.hasNonNull(key)) {
      throw new IllegalArgumentException(
          "A row cannot be mapped to %s without column '%s', which its link and child rows refer to. Add it to the query."
              .formatted(type.valueClass().getSimpleName(), key));
    }
    String sql = "SELECT (%s)::text FROM public.%s t WHERE t.%s::text = ?"
        .formatted(Sql.parts(type), type.table(), key);
    try (PreparedStatement query = context.getConnection().prepareStatement(sql)) {
      query.setString(1, row.get(key).asText());
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? read(found.getString(1)) : ResourceJson.mapper().createObjectNode();
      }
    }
  }

  private static JsonNode tree(Object value) {
    return ResourceJson.mapper().valueToTree(value);
  }

  private static JsonNode read(String json) {
    try {
      return ResourceJson.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL returned no JSON", e);
    }
  }
}
