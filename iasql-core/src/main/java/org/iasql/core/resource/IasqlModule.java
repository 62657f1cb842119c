package org.iasql.core.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of tables that are installed together, such as {@code aws_ecr}. Implementations are found
 * through {@link java.util.ServiceLoader}.
 */
public interface IasqlModule {
  /** The name that {@code iasql_install} takes. */
  String name();

  /** The version of the tables, such as {@code 0.1.0}. */
  default String version() {
    return "0.1.0";
  }

  /** The modules whose tables this one's refer to. */
  List<String> dependencies();

  /** The types that are resources of their own, referred-to types first. */
  List<Class<? extends Resource<?>>> resources();

  /** Every table that installing creates: resources, and their link and child tables. */
  default List<String> tables() {
    return resources().stream().flatMap(IasqlModule::tables).toList();
  }

  /**
   * The statements that create the types, tables and triggers, by default the file
   * {@code <name>.sql} beside the class. They run in the caller's transaction with
   * the rights of the functions' owner. What every table has in common (the protection
   * of assigned columns, grants) is added by the engine. Semicolons end statements at the end of a
   * line, except within dollar quotes.
   */
  default String ddl() {
    String file = name() + ".sql";
    try (InputStream in = getClass().getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(
            "%s has no file '%s' beside it".formatted(getClass().getName(), file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Stream<String> tables(Class<? extends Resource<?>> resource) {
    ResourceType<?> type = ResourceType.of((Class) resource);
    return Stream.concat(
        Stream.of(type.table()),
        type.parts().stream().map(a -> a.parts().orElseThrow().table()));
  }
}
