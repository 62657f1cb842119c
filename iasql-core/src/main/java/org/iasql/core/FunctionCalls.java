package org.iasql.core;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.iasql.core.plan.ChangeDetails;
import org.iasql.core.plan.PlanDocument;
import org.iasql.core.plan.PlanJson;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;

/** Calls the SQL functions on whichever handle the subclass gives: a pooled one, or a transaction's. */
abstract class FunctionCalls implements IasqlFunctions {
  private final List<Consumer<Progress>> listeners;

  FunctionCalls(List<Consumer<Progress>> listeners) {
    this.listeners = new CopyOnWriteArrayList<>(listeners);
  }

  /** Runs one call. */
  abstract <R> R onHandle(Function<Handle, R> call);

  final List<Consumer<Progress>> listeners() {
    return listeners;
  }

  @Override
  public final List<InstalledTable> install(String... moduleNames) {
    return rows(
        InstalledTable.class, "iasql_install(VARIADIC CAST(? AS text[]))", (Object) moduleNames);
  }

  @Override
  public final List<UninstalledTable> uninstall(String... moduleNames) {
    return rows(UninstalledTable.class, "iasql_uninstall(VARIADIC CAST(? AS text[]))", (Object)
        moduleNames);
  }

  @Override
  public final List<Change> planApply() {
    return rows(Change.class, "iasql_plan_apply()");
  }

  @Override
  public final List<ChangeDetails> planDetails() {
    return rows(String.class, "(SELECT to_jsonb(d)::text FROM iasql_plan_details() d) AS details")
        .stream()
        .map(PlanJson::change)
        .toList();
  }

  @Override
  public final PlanDocument plan() {
    return PlanDocument.fromJson(text("iasql_plan_json()"));
  }

  @Override
  public final List<Change> apply(PlanDocument saved) {
    return rows(Change.class, "iasql_apply_plan(CAST(? AS jsonb))", saved.toJson());
  }

  @Override
  public final List<Change> apply() {
    return rows(Change.class, "iasql_apply()");
  }

  @Override
  public final List<Change> planSync() {
    return rows(Change.class, "iasql_plan_sync()");
  }

  @Override
  public final List<Change> sync() {
    return rows(Change.class, "iasql_sync()");
  }

  @Override
  public final void deleteAllRecords() {
    call(Query::mapToMap, "delete_all_records()");
  }

  @Override
  public final void adopt(String tableName, int id) {
    call(Query::mapToMap, "iasql_adopt(?, ?)", tableName, id);
  }

  @Override
  public final void adoptDatabase(String decision) {
    call(Query::mapToMap, "iasql_adopt_database(?)", decision);
  }

  @Override
  public final List<Change> settle(UUID opid, boolean confirm) {
    return rows(Change.class, "iasql_settle(?, ?)", opid, confirm);
  }

  @Override
  public final List<OperationStatus> status() {
    return rows(OperationStatus.class, "iasql_status()");
  }

  @Override
  public final boolean cancel(UUID opid) {
    return rows(Boolean.class, "iasql_cancel(?)", opid).contains(true);
  }

  @Override
  public final List<ModuleListing> modules() {
    return rows(ModuleListing.class, "iasql_modules_list()");
  }

  @Override
  public final List<ModuleListing> installedModules() {
    return rows(ModuleListing.class, "iasql_modules_installed()");
  }

  @Override
  public final String version() {
    return text("iasql_version()");
  }

  @Override
  public final String upgrade() {
    return text("iasql_upgrade()");
  }

  @Override
  public final List<FunctionHelp> help() {
    return rows(FunctionHelp.class, "iasql_help()");
  }

  @Override
  public final void onProgress(Consumer<Progress> listener) {
    listeners.add(listener);
  }

  private <R> List<R> rows(Class<R> type, String function, Object... arguments) {
    return call(query -> query.mapTo(type), function, arguments);
  }

  private String text(String function) {
    return String.join(" ", rows(String.class, function));
  }

  private <R> List<R> call(
      Function<Query, ResultIterable<R>> mapping, String function, Object... arguments) {
    return onHandle(handle -> {
      try (Query query = handle.createQuery("SELECT * FROM " + function)) {
        for (int i = 0; i < arguments.length; i++) {
          query.bind(i, arguments[i]);
        }
        if (!listeners.isEmpty()) {
          query.addCustomizer(NoticeStream.of(listeners));
        }
        return mapping.apply(query).list();
      } catch (JdbiException e) {
        throw ServerErrors.translateCall(e);
      }
    });
  }
}
