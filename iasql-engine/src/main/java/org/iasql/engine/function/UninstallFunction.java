package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import org.iasql.core.RefusedException;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Statement;

/** {@code iasql_uninstall}: drops the tables of modules and forgets; nothing is deleted in AWS. */
final class UninstallFunction {
  private final CallerSession session;
  private final Surroundings surroundings;
  private final Modules modules;

  UninstallFunction(CallerSession session, Surroundings surroundings, Modules modules) {
    this.session = session;
    this.surroundings = surroundings;
    this.modules = modules;
  }

  ArrayNode run(List<String> names) {
    if (names.isEmpty()) {
      throw new RefusedException(
          "iasql_uninstall needs the names of modules, such as SELECT * FROM iasql_uninstall('aws_vpc'). SELECT * FROM iasql_modules_installed() lists those that are installed.");
    }
    List<EngineModule> leaving = names.stream().map(modules::get).toList();
    List<EngineModule> installed = surroundings.installed(modules);
    for (EngineModule module : leaving) {
      refuseIfNeeded(module, installed, names);
    }
    refuseIfProtected(leaving);
    List<EngineModule> present =
        leaving.stream().filter(installed::contains).distinct().toList();
    ArrayNode report = JsonNodeFactory.instance.arrayNode();
    List<String> tables = new ArrayList<>();
    for (EngineModule module : present) {
      for (String table : module.module().tables()) {
        int count = count(table);
        tables.add("public." + table);
        report
            .addObject()
            .put("module_name", module.module().name())
            .put("dropped_table_name", table)
            .put("record_count", count);
      }
    }
    if (!tables.isEmpty()) {
      drop(present, tables);
    }
    return report;
  }

  private void refuseIfNeeded(
      EngineModule module, List<EngineModule> installed, List<String> names) {
    String name = module.module().name();
    List<String> dependents = installed.stream()
        .map(m -> m.module().name())
        .filter(m -> !names.contains(m))
        .filter(m -> modules.withDependencies(List.of(m)).contains(module))
        .toList();
    if (!dependents.isEmpty()) {
      String others = String.join("', '", dependents);
      throw new RefusedException(
          "Module '%s' cannot be uninstalled, because '%s' %s it. Uninstall all of them, or none: SELECT * FROM iasql_uninstall('%s', '%s')."
              .formatted(name, others, dependents.size() == 1 ? "needs" : "need", others, name));
    }
    if (installed.stream().noneMatch(m -> m.module().name().equals(name))) {
      session.notice("Module '%s' is not installed.".formatted(name));
    }
  }

  /** The list names rows by ids, which other rows would have after another install. */
  private void refuseIfProtected(List<EngineModule> leaving) {
    ArrayNode tables = JsonNodeFactory.instance.arrayNode();
    leaving.forEach(m -> m.module().tables().forEach(tables::add));
    JsonNode kept = session.query(
        "SELECT p.table_name, p.id FROM public.iasql_protected p WHERE $1 ? p.table_name ORDER BY p.table_name, p.id LIMIT 1",
        tables);
    if (!kept.isEmpty()) {
      String table = kept.path(0).path("table_name").asText();
      throw new RefusedException(
          "Table '%s' has protected rows ('%s' is one), so its module cannot be uninstalled. Lift the protection first: DELETE FROM iasql_protected WHERE table_name = '%s'."
              .formatted(table, kept.path(0).path("id").asText(), table));
    }
  }

  private int count(String table) {
    JsonNode answer = session.query("SELECT count(*)::int AS n FROM public." + table);
    return answer.path(0).path("n").asInt();
  }

  private void drop(List<EngineModule> present, List<String> tables) {
    List<Statement> statements = new ArrayList<>();
    for (EngineModule module : present) {
      statements.add(sql("CALL iasql.drop_functions(%s)"
          .formatted(TableRules.literal(module.module().name()))));
    }
    statements.add(sql("DROP TABLE " + String.join(", ", tables)));
    for (EngineModule module : present) {
      String name = TableRules.literal(module.module().name());
      statements.add(sql("CALL iasql.drop_types(%s)".formatted(name)));
      statements.add(sql("DELETE FROM public.iasql_dependencies WHERE module = " + name));
      statements.add(sql("DELETE FROM public.iasql_module WHERE name = " + name));
      statements.add(sql(
          "DELETE FROM iasql.ledger WHERE table_name IN (SELECT \"table\" FROM public.iasql_tables WHERE module = %s)"
              .formatted(name)));
      statements.add(sql("DELETE FROM public.iasql_tables WHERE module = " + name));
    }
    session.run(statements);
  }

  private static Statement sql(String text) {
    return Statement.execute(text, NullNode.getInstance());
  }
}
