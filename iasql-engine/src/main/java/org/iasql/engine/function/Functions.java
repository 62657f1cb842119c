package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.iasql.core.Change;
import org.iasql.core.IasqlException;
import org.iasql.core.RefusedException;
import org.iasql.engine.apply.AfterCommit;
import org.iasql.engine.apply.Journal;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.request.CallerSession;
import org.iasql.engine.request.Identity;
import org.iasql.engine.request.Outcome;
import org.iasql.engine.request.Request;
import org.iasql.engine.request.RequestHandler;

/** Answers the calls of the SQL functions. */
public final class Functions implements RequestHandler {
  private final Modules modules;
  private final Account account;
  private final Journal journal;
  private final AfterCommit afterCommit;
  private final DatabaseCopy copy;
  private final String version;
  private final Map<UUID, ApplyFunction.Result> applied = new ConcurrentHashMap<>();

  /**
   * @param database which database the engine serves
   * @param version of the engine, as {@code iasql_version()} returns it
   */
  public Functions(
      Collection<EngineModule> modules,
      Account account,
      Journal journal,
      Identity database,
      String version) {
    this.modules = new Modules(modules);
    this.account = account;
    this.journal = journal;
    this.afterCommit = new AfterCommit(account, journal);
    this.copy = new DatabaseCopy(database);
    this.version = version;
  }

  @Override
  public JsonNode answer(Request request, CallerSession session) {
    if (!request.writes()) {
      return read(request, session);
    }
    journal.operationStarts(request.id(), request.verb(), texts(request.args()));
    try {
      JsonNode answer = write(request, session);
      journal.operationEnds(request.id(), answer.size() + " rows", "");
      return answer;
    } catch (RuntimeException e) {
      journal.operationEnds(request.id(), "", String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private JsonNode read(Request request, CallerSession session) {
    return switch (request.verb()) {
      case "plan_apply" -> rows(Planning.changes(planning(session).plan(account)));
      case "plan_sync" -> rows(SyncFunction.plan(planning(session), session));
      case "modules_list" -> listing(modules.all());
      case "modules_installed" -> listing(InstalledModules.read(session, modules));
      case "help" -> Help.rows();
      case "version" -> JsonNodeFactory.instance.arrayNode().add(versionRow());
      default -> throw unknown(request);
    };
  }

  private JsonNode write(Request request, CallerSession session) {
    if (request.verb().equals("adopt_database")) {
      copy.adopt(session, request.args().path(0).asText(""));
      return JsonNodeFactory.instance.arrayNode();
    }
    copy.refuseIfCopy(session);
    return switch (request.verb()) {
      case "install" ->
        new InstallFunction(session, modules, account).run(names(request.args()), journal);
      case "uninstall" -> new UninstallFunction(session, modules).run(names(request.args()));
      case "apply" -> apply(request, session);
      case "sync" -> rows(SyncFunction.run(planning(session), session));
      case "adopt" -> {
        AdoptFunction.run(planning(session), session, request.args());
        yield JsonNodeFactory.instance.arrayNode();
      }
      case "delete_all_records" -> {
        DeleteAllRecords.run(session, InstalledModules.read(session, modules));
        yield JsonNodeFactory.instance.arrayNode();
      }
      case "upgrade" -> JsonNodeFactory.instance.arrayNode().add(versionRow());
      default -> throw unknown(request);
    };
  }

  private JsonNode apply(Request request, CallerSession session) {
    ApplyFunction.Result result =
        ApplyFunction.run(request.id(), session, planning(session), account, journal);
    applied.put(request.id(), result);
    return rows(result.changes());
  }

  @Override
  public void ended(Request request, Outcome outcome) {
    boolean committed = outcome == Outcome.COMMITTED;
    ApplyFunction.Result result = applied.remove(request.id());
    journal.settled(request.id(), committed);
    if (committed && result != null) {
      result.superseded().forEach(s -> afterCommit.remove(request.id(), s.change()));
    }
  }

  private Planning planning(CallerSession session) {
    return Planning.gather(session, modules, account, journal);
  }

  private static IasqlException unknown(Request request) {
    return new RefusedException(
        "This engine has no function '%s': the functions in the database are of another version. Restart the engine, which renews them."
            .formatted(request.verb()));
  }

  private JsonNode versionRow() {
    return JsonNodeFactory.instance.objectNode().put("version", version);
  }

  private static List<String> names(JsonNode array) {
    for (JsonNode element : array) {
      if (element.isNull()) {
        throw new RefusedException(
            "A module's name is NULL. Give names, such as 'aws_vpc': SELECT * FROM iasql_modules_list() lists them all.");
      }
    }
    return texts(array);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static ArrayNode rows(List<Change> changes) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Change change : changes) {
      rows.addObject()
          .put("action", change.action().name().toLowerCase(Locale.ROOT))
          .put("table_name", change.tableName())
          .put("id", change.id().orElse(null))
          .put("description", change.description());
    }
    return rows;
  }

  private static ArrayNode listing(Collection<EngineModule> modules) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (EngineModule module : modules) {
      var row = rows.addObject()
          .put("module_name", module.module().name())
          .put("module_version", module.module().version());
      ArrayNode dependencies = row.putArray("dependencies");
      module.module().dependencies().forEach(dependencies::add);
    }
    return rows;
  }
}
