package org.iasql.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.iasql.core.Change;
import org.iasql.core.IasqlException;
import org.iasql.core.RefusedException;
import org.iasql.engine.apply.Journal;
import org.iasql.engine.apply.Operations;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.plan.Plan;
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
  private final Operations operations;
  private final DatabaseCopy copy;
  private final PlanDocuments documents;
  private final String version;

  /**
   * @param database which database the engine serves
   * @param version of the engine, as {@code iasql_version()} returns it
   */
  public Functions(
      Collection<EngineModule> modules,
      Account account,
      Journal journal,
      Operations operations,
      Identity database,
      String version) {
    this.modules = new Modules(modules);
    this.account = account;
    this.journal = journal;
    this.operations = operations;
    this.copy = new DatabaseCopy(database);
    this.documents = new PlanDocuments(database, account.patience().clock(), version);
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
      case "plan_apply" -> planApply(planning(session, Surroundings.read(session)), session);
      case "plan" -> {
        Planning planning = planning(session, Surroundings.read(session));
        Plan plan = previewed(planning, session);
        yield JsonNodeFactory.instance
            .arrayNode()
            .add(documents.visible(planning, plan, session).toTree());
      }
      case "plan_sync" -> {
        Planning planning = planning(session, Surroundings.read(session));
        yield rows(
            planning.snapshot().guards().visible(session, SyncFunction.plan(planning, session)));
      }
      case "settle" -> {
        copy.refuseIfCopy(Surroundings.read(session));
        yield rows(Guards.read(session)
            .visible(session, SettleFunction.preview(session, operations, request.args())));
      }
      case "modules_list" -> listing(modules.all());
      case "modules_installed" -> listing(Surroundings.read(session).installed(modules));
      case "help" -> Help.rows();
      case "version" -> JsonNodeFactory.instance.arrayNode().add(versionRow());
      default -> throw unknown(request);
    };
  }

  private JsonNode planApply(Planning planning, CallerSession session) {
    Plan plan = previewed(planning, session);
    return rows(planning.snapshot().guards().visible(session, Planning.changes(plan)));
  }

  private Plan previewed(Planning planning, CallerSession session) {
    Plan plan = planning.plan(account);
    planning
        .snapshot()
        .guards()
        .tooManyDeletes(plan)
        .ifPresent(reason -> session.notice("iasql_apply() will be refused: " + reason));
    return plan;
  }

  private JsonNode write(Request request, CallerSession session) {
    Surroundings surroundings = Surroundings.read(session);
    if (request.verb().equals("adopt_database")) {
      copy.adopt(session, surroundings, request.args().path(0).asText(""));
      return JsonNodeFactory.instance.arrayNode();
    }
    copy.refuseIfCopy(surroundings);
    AuditedChanges audited = new AuditedChanges(session, surroundings.audited());
    return switch (request.verb()) {
      case "install" ->
        new InstallFunction(session, surroundings, modules, account)
            .run(names(request.args()), operations);
      case "uninstall" ->
        new UninstallFunction(session, surroundings, modules).run(names(request.args()));
      case "apply" -> apply(request, session, planning(session, surroundings), audited, plan -> {});
      case "apply_plan" -> {
        SavedPlan saved = SavedPlan.of(request.args().path(0));
        Planning planning = planning(session, surroundings);
        yield apply(
            request,
            session,
            planning,
            audited,
            plan -> saved.refuseUnlessEqual(
                documents.of(planning, plan, session),
                planning.snapshot().guards().hidden()));
      }
      case "sync" -> {
        Planning planning = planning(session, surroundings);
        List<Change> changes = SyncFunction.run(planning, session);
        audited.settledBy(request.id());
        yield rows(planning.snapshot().guards().visible(session, changes));
      }
      case "settle" ->
        rows(Guards.read(session)
            .visible(session, SettleFunction.run(session, operations, request.args())));
      case "adopt" -> {
        AdoptFunction.run(planning(session, surroundings), session, request.args());
        yield JsonNodeFactory.instance.arrayNode();
      }
      case "delete_all_records" -> {
        DeleteAllRecords.run(session, surroundings.installed(modules));
        yield JsonNodeFactory.instance.arrayNode();
      }
      case "upgrade" -> JsonNodeFactory.instance.arrayNode().add(versionRow());
      default -> throw unknown(request);
    };
  }

  private JsonNode apply(
      Request request,
      CallerSession session,
      Planning planning,
      AuditedChanges audited,
      Consumer<Plan> review) {
    List<Change> changes =
        ApplyFunction.run(request, session, planning, account, operations, audited, review);
    return rows(planning.snapshot().guards().visible(session, changes));
  }

  @Override
  public void ended(Request request, Outcome outcome) {
    operations.ended(request.id());
  }

  @Override
  public void settle() {
    operations.settle();
  }

  @Override
  public boolean hasUnsettled() {
    return operations.hasUnsettled();
  }

  private Planning planning(CallerSession session, Surroundings surroundings) {
    return Planning.gather(session, surroundings, modules, account, operations);
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
