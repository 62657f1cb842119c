package org.iasql.cli;

import java.util.List;
import org.iasql.core.Iasql;
import org.iasql.core.TextTable;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Command;

/** {@code iasql status}: engines, modules, and what is running. Needs no engine. */
@Command(
    name = "status",
    description = "Shows the engines, the installed modules and the running operations.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class StatusCommand extends ClientCommand {
  private record Module(String moduleName, int tables) {}

  private record Operation(String opid, String optype, String started, long seconds) {}

  private record Step(
      String opid, String kind, String tableName, String description, int attempts) {}

  @Override
  int run(Iasql iasql) {
    List<EngineSessions.Engine> engines = EngineSessions.of(iasql);
    boolean prepared = iasql.withHandle(handle -> handle
        .createQuery("SELECT to_regclass('public.iasql_operation_step') IS NOT NULL")
        .mapTo(Boolean.class)
        .one());
    List<Module> modules = prepared ? iasql.withHandle(StatusCommand::modules) : List.of();
    List<Operation> operations = prepared ? iasql.withHandle(StatusCommand::operations) : List.of();
    List<Step> steps = prepared ? iasql.withHandle(StatusCommand::steps) : List.of();
    if (output.json()) {
      var document = Json.object();
      document.set("engines", Json.rows(engines));
      document.set("modules", Json.rows(modules));
      document.set("operations", Json.rows(operations));
      document.set("steps", Json.rows(steps));
      output.print(document);
      return 0;
    }
    output.out().println("Engines that serve " + database.required() + ":");
    output.table(EngineSessions.Engine.class, engines);
    output.out().println();
    output.out().println("Installed modules:");
    output.table(Module.class, modules);
    output.out().println();
    output.out().println("Running operations:");
    output.table(Operation.class, operations);
    if (!steps.isEmpty()) {
      output.out().println();
      output.out().println("Their running steps:");
      output.out().print(TextTable.of(Step.class, steps));
    }
    return 0;
  }

  private static List<Module> modules(Handle handle) {
    return handle
        .createQuery(
            "SELECT m.name, count(t.\"table\")::integer AS tables FROM public.iasql_module m"
                + " LEFT JOIN public.iasql_tables t ON t.module = m.name GROUP BY m.name ORDER BY m.name")
        .map((row, context) -> new Module(row.getString(1), row.getInt(2)))
        .list();
  }

  private static List<Operation> operations(Handle handle) {
    return handle
        .createQuery("SELECT opid::text, optype, date_trunc('second', start_date)::text,"
            + " floor(extract(epoch FROM clock_timestamp() - start_date))::bigint"
            + " FROM public.iasql_operation WHERE end_date IS NULL ORDER BY start_date")
        .map((row, context) ->
            new Operation(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
        .list();
  }

  private static List<Step> steps(Handle handle) {
    return handle
        .createQuery("SELECT opid::text, kind, table_name, description, attempts"
            + " FROM public.iasql_operation_step WHERE state = 'running' ORDER BY start_date, step")
        .map((row, context) -> new Step(
            row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5)))
        .list();
  }
}
