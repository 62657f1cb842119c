package org.iasql.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.iasql.core.CloudException;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;

/** The audit says which run settled each change. */
@IasqlTest(
    modules = {"aws_cloudwatch", "aws_rds"},
    leaks = Leaks.IGNORE)
class AuditTest {
  private Iasql iasql;

  @BeforeEach
  void use(Iasql iasql) {
    this.iasql = iasql;
  }

  private void execute(String sql) {
    iasql.useTransaction(tx -> tx.handle().execute(sql));
  }

  /** The changes of log groups, each with the function that settled it. */
  private List<String> audited() {
    return iasql.withHandle(
        handle -> handle.createQuery("""
            SELECT concat_ws(' ', a.change_type, coalesce(a.change #>> '{new,log_group_name}', a.change #>> '{old,log_group_name}'),
              coalesce(o.optype, 'open'))
            FROM iasql_audit_log a LEFT JOIN iasql_operation o ON o.opid = a.operation
            WHERE a.table_name = 'log_group' ORDER BY a.id\
            """).mapTo(String.class).list());
  }

  @Test
  void namesTheApplyThatCarriedAChangeToAws() {
    execute("INSERT INTO log_group (log_group_name) VALUES ('a')");
    assertThat(audited()).containsExactly("insert a open");
    iasql.planApply();
    assertThat(audited()).containsExactly("insert a open");
    iasql.apply();
    assertThat(audited()).containsExactly("insert a apply", "update a apply");
    iasql.useTransaction(tx -> {
      tx.handle().execute("INSERT INTO log_group (log_group_name) VALUES ('b')");
      tx.apply();
      tx.handle().execute("DELETE FROM log_group WHERE log_group_name = 'a'");
    });
    assertThat(audited().subList(2, 5))
        .containsExactly("insert b apply", "update b apply", "delete a open");
    iasql.deleteAllRecords();
    assertThat(audited().subList(4, 6)).containsExactly("delete a open", "delete b open");
    iasql.apply();
    assertThat(audited().subList(4, 6)).containsExactly("delete a apply", "delete b apply");
  }

  @Test
  void leavesChangesOpenThatAFailedApplyDidNotCarry(SimulatedAws aws) {
    aws.onCall(call -> {
      if (call.operation().equals("CreateLogGroup")) {
        throw AwsError.raise(
            LimitExceededException.builder(), "LimitExceededException", 400, "Too many");
      }
    });
    execute("INSERT INTO log_group (log_group_name) VALUES ('a')");
    assertThatThrownBy(iasql::apply).isInstanceOf(CloudException.class);
    assertThat(audited()).containsExactly("insert a open");
  }

  @Test
  void namesTheSyncThatOverruledAChange(SimulatedAws aws) {
    execute("INSERT INTO log_group (log_group_name) VALUES ('a')");
    aws.logs().createLogGroup(r -> r.logGroupName("b"));
    iasql.sync();
    assertThat(audited())
        .containsExactlyInAnyOrder("insert a sync", "insert b sync", "delete a sync");
  }

  @Test
  void namesTheInstallThatImported(SimulatedAws aws) {
    assertThat(iasql.<List<String>, RuntimeException>withHandle(handle -> handle
            .createQuery(
                "SELECT DISTINCT o.optype FROM iasql_audit_log a JOIN iasql_operation o ON o.opid = a.operation")
            .mapTo(String.class)
            .list()))
        .containsExactly("install");
    assertThat(iasql.<Integer, RuntimeException>withHandle(handle -> handle
            .createQuery("SELECT count(*) FROM iasql_audit_log WHERE operation IS NULL")
            .mapTo(Integer.class)
            .one()))
        .isZero();
  }

  @Test
  void neverHoldsASecret() {
    execute(
        "INSERT INTO rds (db_instance_identifier, allocated_storage, db_instance_class, engine, master_username, master_user_password) VALUES ('app', 20, 'db.t3.micro', 'postgres', 'app', 'canary-1')");
    execute("UPDATE rds SET master_user_password = 'canary-2'");
    iasql.apply(); // Sends it, and writes NULL over it.
    execute("UPDATE rds SET master_user_password = 'canary-3'");
    execute("DELETE FROM rds");
    List<String> changes = iasql.withHandle(handle -> handle
        .createQuery(
            "SELECT change_type || ' ' || coalesce(change #>> '{old,master_user_password}', '-') || ' ' || coalesce(change #>> '{new,master_user_password}', '-') FROM iasql_audit_log WHERE table_name = 'rds' ORDER BY id")
        .mapTo(String.class)
        .list());
    assertThat(changes)
        .containsExactly(
            "insert - ***", "update *** ***", "update *** -", "update - ***", "delete *** -");
    assertThat(iasql.<List<String>, RuntimeException>withHandle(handle -> handle
            .createQuery("SELECT change::text FROM iasql_audit_log")
            .mapTo(String.class)
            .list()))
        .noneMatch(change -> change.contains("canary"));
  }

  @Test
  void isNotForClientsToWrite() {
    assertThatThrownBy(() -> execute("UPDATE iasql_audit_log SET operation = gen_random_uuid()"))
        .hasMessageContaining("permission denied");
  }
}
