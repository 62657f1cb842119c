package org.iasql.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iasql.aws.acm.Certificate;
import org.iasql.core.Iasql;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.Parts;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.core.resource.SqlEnum;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table, value type, DAO and contract of every resource type agree, column by column. */
@IasqlTest(modules = {"aws_cloudwatch", "aws_ecr", "aws_ecs_fargate", "aws_elb", "aws_rds"})
class ConventionsTest {
  /** A policy that moves is another one, which {@code RepositoryImagesTest} has. */
  private static final Set<String> ELSEWHERE = Set.of("repository_policy.repository_id");

  private static Iasql shared;

  static Stream<Named<ResourceType<?>>> types() {
    return TableReferences.types().map(type -> Named.named(type.table(), type));
  }

  /** Resource types, and the types of the rows of their child tables. */
  static Stream<Named<ResourceType<?>>> tables() {
    return TableReferences.types()
        .flatMap(type -> Stream.concat(Stream.of(type), children(type)))
        .map(type -> Named.named(type.table(), type));
  }

  private static Stream<ResourceType<?>> children(ResourceType<?> type) {
    return type.parts().stream().filter(a -> a.element().isPresent()).map(Attribute::elementType);
  }

  @ParameterizedTest
  @MethodSource("types")
  void everySettableColumnHasACase(ResourceType<?> type) {
    if (type.valueClass() == Certificate.class) {
      assertThat(settable(type))
          .as("settable columns of what is only read")
          .containsExactly("region");
      return;
    }
    SimulatedAws aws = SimulatedAws.create();
    Set<String> changed = ResourceCases.all()
        .filter(kind -> kind.type() == type)
        .flatMap(kind -> kind.changes(aws).stream())
        .map(ColumnChange::column)
        .collect(Collectors.toSet());
    Set<String> missing = settable(type);
    missing.removeAll(changed);
    missing.removeIf(column -> ELSEWHERE.contains(type.table() + "." + column));
    assertThat(missing).as("columns that no case changes").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyCaseChangesWhatItDoesNotLeaveToAnother(ResourceType<?> type) {
    SimulatedAws aws = SimulatedAws.create();
    assertThat(ResourceCases.all().filter(kind -> kind.type() == type)).allSatisfy(kind -> {
      Set<String> columns = new HashSet<>(kind.changedElsewhere());
      kind.changes(aws).forEach(change -> columns.add(change.column()));
      assertThat(columns).as(kind.title()).containsAll(settable(type));
    });
  }

  private static Set<String> settable(ResourceType<?> type) {
    Set<String> columns = new TreeSet<>();
    for (Attribute attribute : type.attributes()) {
      if (attribute.element().isPresent()) {
        ResourceType<?> child = attribute.elementType();
        child.attributes().stream()
            .filter(Attribute::settable)
            .filter(a -> !a.column().equals(attribute.parts().orElseThrow().owner()))
            .forEach(a -> columns.add(child.table() + "." + a.column()));
      } else if (attribute.settable() || attribute.parts().isPresent()) {
        columns.add(attribute.column());
      }
    }
    return columns;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void tableHasTheColumnsOfTheValue(ResourceType<?> type) {
    Set<String> attributes = type.attributes().stream()
        .filter(a -> a.parts().isEmpty())
        .map(Attribute::column)
        .collect(Collectors.toSet());
    Set<String> columns = new HashSet<>(columns(type.table()).keySet());
    owners(type).stream().filter(owner -> !attributes.contains(owner)).forEach(columns::remove);
    assertThat(columns).isEqualTo(attributes);
  }

  /** The column of a child table that says whose the row is, which the owner's DAO fills in. */
  private static Set<String> owners(ResourceType<?> child) {
    return TableReferences.types()
        .flatMap(type -> type.parts().stream())
        .map(a -> a.parts().orElseThrow())
        .filter(parts -> parts.table().equals(child.table()))
        .map(Parts::owner)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void columnIsNullableWhereTheValueIsOptional(ResourceType<?> type) {
    Map<String, Column> columns = columns(type.table());
    Set<String> given = new HashSet<>(owners(type));
    given.add("id");
    for (Attribute attribute : type.attributes()) {
      if (attribute.parts().isEmpty() && !given.contains(attribute.column())) {
        Column column = columns.get(attribute.column());
        boolean canBeLeftOut = column.nullable() || column.hasDefault() || isFilledIn(type, column);
        assertThat(canBeLeftOut || !attribute.optional())
            .as("%s can be left out of a row as it can of the value", column)
            .isTrue();
        boolean free = attribute.behaviour() == Behaviour.DEFAULT
            || attribute.behaviour() == Behaviour.ASSIGNED;
        assertThat(column.nullable() || column.hasDefault() || !free)
            .as("%s can be empty until AWS has filled it in", column)
            .isTrue();
      }
    }
  }

  /** Whether a trigger of the table fills the column in before it is checked. */
  private static boolean isFilledIn(ResourceType<?> type, Column column) {
    String sources = shared.<String, RuntimeException>withHandle(handle -> handle
        .createQuery(
            "SELECT coalesce(string_agg(p.prosrc, ''), '') FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid"
                + " WHERE g.tgrelid = ('public.' || ?)::regclass")
        .bind(0, type.table())
        .mapTo(String.class)
        .one());
    return sources.contains("NEW." + column.name() + " :=")
        || sources.contains("INTO NEW." + column.name());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void columnHasTheTypeOfTheValue(ResourceType<?> type) {
    Map<String, Column> columns = columns(type.table());
    for (Method accessor : type.valueClass().getMethods()) {
      type.attributes().stream()
          .filter(a -> a.name().equals(accessor.getName()) && a.parts().isEmpty())
          .filter(a -> accessor.getParameterCount() == 0)
          .findFirst()
          .ifPresent(a -> check(columns.get(a.column()), content(accessor)));
    }
  }

  private static Type content(Method accessor) {
    Type declared = accessor.getGenericReturnType();
    return declared instanceof ParameterizedType type && type.getRawType() == Optional.class
        ? type.getActualTypeArguments()[0]
        : declared;
  }

  private static void check(Column column, Type content) {
    String name = content instanceof ParameterizedType type
        ? ((Class<?>) type.getRawType()).getSimpleName()
        : ((Class<?>) content).getSimpleName();
    if (content instanceof Class<?> type && SqlEnum.class.isAssignableFrom(type)) {
      List<String> labels = Arrays.stream(type.getEnumConstants())
          .map(constant -> ((SqlEnum) constant).label())
          .toList();
      assertThat(labels(column)).as(column.toString()).containsExactlyInAnyOrderElementsOf(labels);
      return;
    }
    assertThat(column.type())
        .as("%s of a value's %s", column, name)
        .isIn(
            switch (name) {
              case "String" -> List.of("text", "cidr");
              case "int", "Integer" -> List.of("int4", "int8");
              case "boolean", "Boolean" -> List.of("bool");
              case "Instant" -> List.of("timestamptz");
              case "Set", "List" -> List.of("_text");
              case "JsonDocument", "PolicyDocument" -> List.of("jsonb", "text");
              case "Ref" -> List.of("int4", "text");
              default -> List.of("jsonb", "text");
            });
  }

  private static List<String> labels(Column column) {
    return shared.<List<String>, RuntimeException>withHandle(handle -> handle
        .createQuery(
            "SELECT enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid WHERE t.typname = ?")
        .bind(0, column.type())
        .mapTo(String.class)
        .list());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void referencesAreForeignKeys(ResourceType<?> type) {
    Set<String> refs = Arrays.stream(type.valueClass().getMethods())
        .filter(m -> m.getParameterCount() == 0
            && content(m) instanceof ParameterizedType p
            && p.getRawType() == Ref.class)
        .map(Method::getName)
        .flatMap(name -> type.attributes().stream().filter(a -> a.name().equals(name)))
        .map(Attribute::column)
        .collect(Collectors.toSet());
    Set<String> keys =
        shared.<Set<String>, RuntimeException>withHandle(handle -> new HashSet<>(handle
            .createQuery(
                "SELECT a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
                    + " WHERE c.contype = 'f' AND c.conrelid = ('public.' || ?)::regclass AND a.attname <> 'region'")
            .bind(0, type.table())
            .mapTo(String.class)
            .list()));
    keys.removeAll(owners(type));
    refs.removeAll(owners(type));
    assertThat(keys).isEqualTo(refs);
  }

  @ParameterizedTest
  @MethodSource("types")
  void keysAreUnique(ResourceType<?> type) {
    List<String> keys = type.keys().stream()
        .map(Attribute::column)
        .filter(c -> !c.equals("region"))
        .toList();
    List<String> indexes = shared.<List<String>, RuntimeException>withHandle(handle -> handle
        .createQuery(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ? AND indexdef LIKE 'CREATE UNIQUE%'")
        .bind(0, type.table())
        .mapTo(String.class)
        .list());
    assertThat(indexes)
        .as("a unique index over " + keys)
        .anyMatch(index -> keys.stream().allMatch(index::contains));
  }

  @ParameterizedTest
  @MethodSource("tables")
  <T extends Resource<T>> void defaultsOfTheTableAreDefaultsOfTheValue(ResourceType<T> type) {
    Map<String, Column> columns = columns(type.table());
    ObjectNode least = JsonNodeFactory.instance.objectNode();
    type.attributes().stream()
        .filter(a -> a.settable() && !a.optional())
        .map(a -> columns.get(a.column()))
        .filter(column -> !column.hasDefault())
        .forEach(column -> least.set(column.name(), something(column)));
    ObjectNode built = type.toJson(type.fromJson(least));
    for (Attribute attribute : type.attributes()) {
      if (attribute.settable() && columns.get(attribute.column()).hasDefault()) {
        assertThat(attribute.behaviour())
            .as("who fills in %s", attribute.column())
            .isNotEqualTo(Behaviour.DEFAULT);
        JsonNode value = built.path(attribute.column());
        assertThat(value.isNull() ? "" : value.asText())
            .as("the value's own default of %s", attribute.column())
            .isIn("", defaultOf(type.table(), attribute.column()));
      }
    }
  }

  private static JsonNode something(Column column) {
    List<String> labels = labels(column);
    return switch (column.type()) {
      case "int4" -> IntNode.valueOf(1);
      case "bool" -> BooleanNode.FALSE;
      case "jsonb" -> JsonNodeFactory.instance.objectNode();
      case "_text" -> JsonNodeFactory.instance.arrayNode();
      default -> TextNode.valueOf(labels.isEmpty() ? "{}" : labels.get(0));
    };
  }

  private static String defaultOf(String table, String column) {
    return shared.<String, RuntimeException>withHandle(handle -> {
      String expression = handle
          .createQuery("SELECT column_default FROM information_schema.columns"
              + " WHERE table_schema = 'public' AND table_name = ? AND column_name = ?")
          .bind(0, table)
          .bind(1, column)
          .mapTo(String.class)
          .one();
      return handle
          .createQuery("SELECT to_jsonb(" + expression.replace(":", "\\:") + ") #>> '{}'")
          .mapTo(String.class)
          .one();
    });
  }

  @Test
  void everyTypeHasOneDao() {
    Map<String, Long> daos = new TreeMap<>();
    TableReferences.types().forEach(type -> daos.merge(daoName(type), 1L, Long::sum));
    assertThat(daos.keySet()).allSatisfy(name -> {
      Class<?> dao = Class.forName(name);
      assertThat(ResourceDao.class).isAssignableFrom(dao);
    });
    assertThat(daos.values()).containsOnly(1L);
  }

  private static String daoName(ResourceType<?> type) {
    return type.valueClass().getName() + "Dao";
  }

  /** A column as PostgreSQL describes it. */
  private record Column(
      String table, String name, String type, boolean nullable, boolean hasDefault) {
    @Override
    public String toString() {
      return table + "." + name;
    }
  }

  private static Map<String, Column> columns(String table) {
    return shared
        .<List<Column>, RuntimeException>withHandle(handle -> handle
            .createQuery(
                "SELECT column_name, udt_name, is_nullable = 'YES', column_default IS NOT NULL OR is_identity = 'YES'"
                    + " FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ?")
            .bind(0, table)
            .map((row, context) -> new Column(
                table, row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4)))
            .list())
        .stream()
        .collect(Collectors.toMap(Column::name, column -> column));
  }
}
