package org.iasql.engine.function;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.plan.Schema;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Statement;

/** {@code delete_all_records}: empties every module table; AWS hears of it with the next apply. */
final class DeleteAllRecords {
  private DeleteAllRecords() {}

  static void run(CallerSession session, List<EngineModule> installed) {
    Schema schema = Snapshot.read(session, installed).schema();
    List<String> tables = new ArrayList<>();
    schema.mappers().forEach(m -> tables.add(m.type().table()));
    List<Statement> statements = new ArrayList<>();
    // The audit is not to take these deletes for this call's: they wait for the apply that carries
    // them out.
    statements.add(
        Statement.execute("UPDATE iasql.writer SET request = NULL", NullNode.getInstance()));
    Set<String> parts = schema.partTables();
    parts.forEach(table -> statements.add(delete(table)));
    for (int i = tables.size() - 1; i >= 0; i--) {
      statements.add(delete(tables.get(i)));
    }
    session.run(statements);
  }

  private static Statement delete(String table) {
    return Statement.execute("DELETE FROM public." + table, NullNode.getInstance());
  }
}
