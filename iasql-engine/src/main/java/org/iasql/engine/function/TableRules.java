package org.iasql.engine.function;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.request.Statement;

/** What every module table has in common: rights, the protection of rows and of assigned columns, the audit. */
final class TableRules {
  private TableRules() {}

  /** The statements that follow a module's own, and its entries in the book-keeping. */
  static List<Statement> statements(EngineModule engineModule) {
    IasqlModule module = engineModule.module();
    Map<String, ResourceType<?>> types = new LinkedHashMap<>();
    engineModule.mappers().forEach(m -> types.put(m.type().table(), m.type()));
    engineModule.mappers().stream()
        .flatMap(m -> m.type().parts().stream())
        .filter(a -> a.element().isPresent())
        .forEach(a -> types.put(a.elementType().table(), a.elementType()));
    List<Statement> statements = new ArrayList<>();
    for (String table : module.tables()) {
      statements.add(sql("CALL iasql.grant_table(%s)".formatted(literal(table))));
      statements.add(sql("CALL iasql.guard_table(%s)".formatted(literal(table))));
      statements.addAll(audit(table, types.get(table)));
      if (types.containsKey(table)) {
        statements.add(sql(protect(types.get(table))));
      }
      statements.add(sql("INSERT INTO public.iasql_tables (\"table\", module) VALUES (%s, %s)"
          .formatted(literal(table), literal(module.name()))));
    }
    statements.add(sql(
        "INSERT INTO public.iasql_module (name) VALUES (%s)".formatted(literal(module.name()))));
    for (String dependency : module.dependencies()) {
      statements.add(
          sql("INSERT INTO public.iasql_dependencies (module, dependency) VALUES (%s, %s)"
              .formatted(literal(module.name()), literal(dependency))));
    }
    return statements;
  }

  /**
   * The foreign keys to the regions, for after the import: PostgreSQL checks a new key for all rows at
   * once, but one that is there already for each row by itself.
   */
  static List<Statement> regionKeys(EngineModule engineModule) {
    return engineModule.mappers().stream()
        .filter(m -> m.type().regional())
        .map(m -> sql("ALTER TABLE public.%s ADD FOREIGN KEY (region) REFERENCES public.aws_regions"
            .formatted(m.type().table())))
        .toList();
  }

  private static String protect(ResourceType<?> type) {
    return "CREATE TRIGGER iasql_protect BEFORE INSERT OR UPDATE ON public.%s FOR EACH ROW WHEN (current_user <> 'iasql_owner') EXECUTE FUNCTION iasql.protect_assigned(%s)"
        .formatted(type.table(), columns(type, Behaviour.ASSIGNED));
  }

  /** New rows are written down for a statement at once: an import has thousands. */
  private static List<Statement> audit(
      String table, @org.jspecify.annotations.Nullable ResourceType<?> type) {
    String secrets = type == null ? "" : columns(type, Behaviour.WRITE_ONLY);
    return List.of(
        sql(
            "CREATE TRIGGER iasql_audit_insert AFTER INSERT ON public.%s REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION iasql.audit_inserts(%s)"
                .formatted(table, secrets)),
        sql(
            "CREATE TRIGGER iasql_audit AFTER UPDATE OR DELETE ON public.%s FOR EACH ROW EXECUTE FUNCTION iasql.audit(%s)"
                .formatted(table, secrets)));
  }

  private static String columns(ResourceType<?> type, Behaviour behaviour) {
    return type.attributes().stream()
        .filter(a ->
            a.behaviour() == behaviour && a.parts().isEmpty() && !a.column().equals("id"))
        .map(Attribute::column)
        .map(TableRules::literal)
        .collect(Collectors.joining(", "));
  }

  private static Statement sql(String text) {
    return Statement.execute(text, NullNode.getInstance());
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
