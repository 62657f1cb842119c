package org.iasql.engine.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import org.iasql.engine.apply.Journal;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.Look;
import org.iasql.engine.plan.World;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Statement;

/** {@code iasql_install}: creates the tables of modules and imports what the account has. */
final class InstallFunction {
  private final CallerSession session;
  private final Modules modules;
  private final Account account;

  InstallFunction(CallerSession session, Modules modules, Account account) {
    this.session = session;
    this.modules = modules;
    this.account = account;
  }

  /** Installs the named modules, and those that they need. */
  ArrayNode run(List<String> names, Journal journal) {
    if (names.isEmpty()) {
      throw new RefusedException(
          "iasql_install needs the names of modules, such as SELECT * FROM iasql_install('aws_vpc'). SELECT * FROM iasql_modules_list() lists them all.");
    }
    List<EngineModule> installed = InstalledModules.read(session, modules);
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
      Planning.checked(Planning.identity(account), Planning.accountId(session));
    }
    createTables(missing);
    List<EngineModule> all = new ArrayList<>(installed);
    all.addAll(missing);
    Snapshot snapshot = Snapshot.read(session, all);
    World world = new World(snapshot.rows(), look.result(), snapshot.ledger(), journal.leftovers());
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
    boolean first =
        missing.stream().anyMatch(m -> m.module().name().equals(InstalledModules.ACCOUNT_MODULE));
    List<String> regions =
        first ? List.of(account.clients().region()) : InstalledModules.regions(session);
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
    for (EngineModule engineModule : missing) {
      IasqlModule module = engineModule.module();
      session.execute(module.ddl());
      session.execute("CALL iasql.record_objects(%s)".formatted(TableRules.literal(module.name())));
      if (module.name().equals(InstalledModules.ACCOUNT_MODULE)) {
        connectAccount();
      }
    }
    List<Statement> statements = new ArrayList<>();
    missing.forEach(m -> statements.addAll(TableRules.statements(m)));
    session.run(statements);
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
    session.run(List.of(
        Statement.execute(
            "INSERT INTO public.aws_regions SELECT * FROM jsonb_populate_recordset(NULL::public.aws_regions, $1)",
            rows),
        Statement.execute(
            "INSERT INTO public.aws_account SELECT * FROM jsonb_populate_record(NULL::public.aws_account, $1)",
            row)));
  }

  private Map<String, Integer> importRows(Planning planning, List<EngineModule> missing) {
    RowImport rows = new RowImport(planning, session);
    RowChanges changes = new RowChanges();
    for (EngineModule module : missing) {
      for (ResourceMapper<?> mapper : module.mappers()) {
        String table = mapper.type().table();
        planning.cloud().getOrDefault(table, List.of()).forEach(o -> rows.add(table, o));
      }
    }
    rows.into(changes);
    List<String> tables = planning.snapshot().schema().mappers().stream()
        .map(m -> m.type().table())
        .toList();
    List<Statement> statements = changes.statements(tables);
    if (!statements.isEmpty()) {
      session.run(statements);
    }
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
    ArrayNode report = JsonNodeFactory.instance.arrayNode();
    for (EngineModule module : missing) {
      if (names.contains(module.module().name())) {
        for (String table : module.module().tables()) {
          report
              .addObject()
              .put("module_name", module.module().name())
              .put("created_table_name", table)
              .put("record_count", counts.getOrDefault(table, accountRows(table)));
        }
      }
    }
    return report;
  }

  /** The tables of {@code aws_account} are filled by {@link #connectAccount}. */
  private int accountRows(String table) {
    return switch (table) {
      case "aws_account", "aws_regions" ->
        session
            .query("SELECT count(*)::int AS n FROM public." + table)
            .path(0)
            .path("n")
            .asInt();
      default -> 0;
    };
  }
}
