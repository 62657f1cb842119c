package org.iasql.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.jdbi.v3.core.Handle;

/** The foreign keys of a table and its link tables, which lead from a row to what AWS knows it by. */
final class TableReferences {
  private static final String FOREIGN_KEYS = """
      SELECT a.attname, c.confrelid::regclass::text FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND c.conrelid = ('public.' || ?)::regclass""";

  private final Handle handle;
  private final Map<String, ResourceType<?>> targets = new HashMap<>();

  private TableReferences(Handle handle) {
    this.handle = handle;
  }

  static TableReferences of(ResourceType<?> type, Handle handle) {
    TableReferences references = new TableReferences(handle);
    references.targets.putAll(references.targetsOf(type.table()));
    for (Attribute attribute : type.parts()) {
      var parts = attribute.parts().orElseThrow();
      Optional.ofNullable(references.targetsOf(parts.table()).get(parts.element()))
          .ifPresent(target -> references.targets.put(attribute.column(), target));
    }
    return references;
  }

  private Map<String, ResourceType<?>> targetsOf(String table) {
    Map<String, ResourceType<?>> found = new HashMap<>();
    handle
        .createQuery(FOREIGN_KEYS)
        .bind(0, table)
        .mapToMap(String.class)
        .forEach(row -> types()
            .filter(type -> type.table().equals(row.get("confrelid")))
            .forEach(type -> found.put(row.get("attname"), type)));
    return found;
  }

  /** The types of all modules. */
  static Stream<ResourceType<?>> types() {
    return ServiceLoader.load(IasqlModule.class).stream()
        .map(ServiceLoader.Provider::get)
        .flatMap(module -> module.resources().stream())
        .map(TableReferences::type);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static ResourceType<?> type(Class<? extends Resource<?>> resource) {
    return ResourceType.of((Class) resource);
  }

  /** AWS's ids of the rows that a column refers to; the values themselves if it is no reference. */
  List<String> identities(String column, List<String> values) {
    Optional<ResourceType<?>> target = Optional.ofNullable(targets.get(column));
    return target.isEmpty()
        ? values
        : values.stream().map(key -> identity(target.get(), key)).toList();
  }

  private String identity(ResourceType<?> target, String key) {
    String identity = target.attributes().stream()
        .filter(Attribute::identity)
        .map(Attribute::column)
        .findFirst()
        .orElseThrow();
    return handle
        .createQuery("SELECT %s FROM public.%s WHERE %s::text = ?"
            .formatted(identity, target.table(), target.primaryKey()))
        .bind(0, key)
        .mapTo(String.class)
        .one();
  }
}
