package org.iasql.engine.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.IasqlModule;
import org.iasql.engine.apply.Operations;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.Look;
import org.iasql.engine.plan.World;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Statement;

/** {@code iasql_install}: creates the tables of modules and imports what the account has. */
final class InstallFunction {
  private static final String ACCOUNT_MODULE = "aws_account";

  private final CallerSession session;
  private final Surroundings surroundings;
  private final Modules modules;
  private final Account account;

  InstallFunction(
      CallerSession session, Surroundings surroundings, Modules modules, Account account) {
    this.session = session;
    this.surroundings = surroundings;
    this.modules = modules;
    this.account = account;
  }

  /** Installs the named modules, and those that they need. */
  ArrayNode run(List<String> names, Operations operations) {
    if (names.isEmpty()) {
      throw new RefusedException(
          "iasql_install needs the names of modules, such as SELECT * FROM iasql_install('aws_vpc'). SELECT * FROM iasql_modules_list() lists them all.");
    }
    List<EngineModule> installed = surroundings.installed(modules);
    Set<String> present =
        installed.stream().map(m -> m.module().name()).collect(Collectors.toSet());
    List<EngineModule> missing = modules.withDependencies(names).stream()
        .filter(m -> !present.contains(m.module().name()))
        .toList();
    tellWhatElse(names, missing);
    if (missing.isEmpty()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    Look look = look(installed, missing);
    if (!installed.isEmpty()) {
      Planning.checked(Planning.identity(account), surroundings.accountId());
    }
    createTables(missing);
    List<EngineModule> all = new ArrayList<>(installed);
    all.addAll(missing);
    Snapshot snapshot = Snapshot.read(session, all);
    World world =
        new World(snapshot.rows(), look.result(), snapshot.ledger(), operations.leftovers());
    Planning planning = new Planning("", snapshot, look.result(), look, world);
    return report(names, missing, importRows(planning, missing));
  }

  private void tellWhatElse(List<String> names, List<EngineModule> missing) {
    String others = missing.stream()
        .map(m -> m.module().name())
        .filter(name -> !names.contains(name))
        .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      session.notice("Modules that these need are installed too: " + others + ".");
    }
  }

  /** Looks at the new modules, and at those whose resources they may refer to. */
  private Look look(List<EngineModule> installed, List<EngineModule> missing) {
    boolean first = missing.stream().anyMatch(m -> m.module().name().equals(ACCOUNT_MODULE));
    List<String> regions = first ? List.of(account.clients().region()) : surroundings.regions();
    List<ResourceMapper<?>> mappers = new ArrayList<>();
    missing.forEach(m -> mappers.addAll(m.mappers()));
    Set<String> needed =
        modules.withDependencies(missing.stream().map(m -> m.module().name()).toList()).stream()
            .map(m -> m.module().name())
            .collect(Collectors.toSet());
    installed.stream()
        .filter(m -> needed.contains(m.module().name()))
        .forEach(m -> mappers.addAll(m.mappers()));
    return new Look(account, "", mappers, regions, Map::of, table -> Set.of());
  }

  private void createTables(List<EngineModule> missing) {
    boolean first = false;
    List<Statement> tables = new ArrayList<>();
    for (EngineModule engineModule : missing) {
      IasqlModule module = engineModule.module();
      tables.add(Statement.execute(module.ddl(), NullNode.getInstance()));
      tables.add(Statement.execute(
          "CALL iasql.record_objects(%s)".formatted(TableRules.literal(module.name())),
          NullNode.getInstance()));
      first |= module.name().equals(ACCOUNT_MODULE);
    }
    session.send(tables);
    if (first) {
      connectAccount();
    }
    List<Statement> rules = new ArrayList<>();
    missing.forEach(m -> rules.addAll(TableRules.statements(m)));
    session.send(rules);
  }

  /** Fills the tables of {@code aws_account}, to which all others refer. */
  private void connectAccount() {
    CompletableFuture<List<String>> regions =
        CompletableFuture.supplyAsync(account::regions, account.threads());
    Account.CallerIdentity identity = account.identity();
    String home = account.clients().region();
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    Set<String> names = new LinkedHashSet<>(Readable.join(regions));
    names.add(home);
    for (String region : names) {
      rows.addObject()
          .put("region", region)
          .put("is_default", region.equals(home))
          .put("is_enabled", region.equals(home));
    }
    ObjectNode row = JsonNodeFactory.instance
        .objectNode()
        .put("account_id", identity.accountId())
        .put("arn", identity.arn())
        .put("region", home);
    session.send(List.of(
        Statement.execute(
            "INSERT INTO public.aws_regions SELECT * FROM jsonb_populate_recordset(NULL::public.aws_regions, $1)",
            rows),
        Statement.execute(
            "INSERT INTO public.aws_account SELECT * FROM jsonb_populate_record(NULL::public.aws_account, $1)",
            row)));
  }

  private Map<String, Integer> importRows(Planning planning, List<EngineModule> missing) {
    RowImport rows = new RowImport(planning, session);
    for (EngineModule module : missing) {
      for (ResourceMapper<?> mapper : module.mappers()) {
        String table = mapper.type().table();
        planning.cloud().getOrDefault(table, List.of()).forEach(o -> rows.add(table, o));
      }
    }
    List<String> tables = planning.snapshot().schema().mappers().stream()
        .map(m -> m.type().table())
        .toList();
    // PostgreSQL inserts a table's rows while the next table's are made ready.
    rows.byTable(RowChanges::new, changes -> session.send(changes.statements(tables)));
    missing.forEach(m -> session.send(TableRules.regionKeys(m)));
    tellWhatWasLeftOut(planning.look());
    return rows.counts();
  }

  private void tellWhatWasLeftOut(Look look) {
    Map<String, Long> counts = new TreeMap<>();
    look.leftOut()
        .forEach(l -> counts.merge(l.table() + " were left out: " + l.why(), 1L, Long::sum));
    counts.forEach((what, count) -> session.notice(count + " of " + what));
  }

  private ArrayNode report(
      List<String> names, List<EngineModule> missing, Map<String, Integer> counts) {
    // Waits for all that was sent, too.
    countAccount(counts);
    ArrayNode report = JsonNodeFactory.instance.arrayNode();
    for (EngineModule module : missing) {
      if (names.contains(module.module().name())) {
        for (String table : module.module().tables()) {
          report
              .addObject()
              .put("module_name", module.module().name())
              .put("created_table_name", table)
              .put("record_count", counts.getOrDefault(table, 0));
        }
      }
    }
    return report;
  }

  /** The tables of {@code aws_account} are filled by {@link #connectAccount}. */
  private void countAccount(Map<String, Integer> counts) {
    session
        .query(
            "SELECT 'aws_account' AS \"table\", count(*) AS n FROM public.aws_account UNION ALL SELECT 'aws_regions', count(*) FROM public.aws_regions")
        .forEach(row -> counts.put(row.path("table").asText(), row.path("n").asInt()));
  }
}
