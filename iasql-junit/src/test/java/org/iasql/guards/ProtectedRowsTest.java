package org.iasql.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SortedSet;
import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the list of protected rows holds is neither deleted nor replaced. */
@IasqlTest(modules = "aws_elb", leaks = Leaks.IGNORE)
class ProtectedRowsTest {
  private static final String PROTECT =
      "INSERT INTO iasql_protected (table_name, id) VALUES (?, ?)";
  private Iasql iasql;
  private SortedSet<String> before;

  @BeforeEach
  void applyAndProtect(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    execute(
        "INSERT INTO target_group (id, target_group_name, target_type, protocol, port) VALUES (1, 'web', 'ip', 'HTTP', 80)");
    execute("INSERT INTO security_group (id, group_name) VALUES (100, 'web')");
    iasql.apply();
    execute(PROTECT, "target_group", "1");
    before = aws.inventory();
  }

  private int execute(String sql, Object... values) {
    return iasql.<Integer, RuntimeException>withHandle(handle -> handle.execute(sql, values));
  }

  @Test
  void refusesTheDeleteAtOnce(SimulatedAws aws) {
    String sentence =
        "Row '1' of table 'target_group' is protected, so it cannot be deleted. Lift the protection first: DELETE FROM iasql_protected WHERE table_name = 'target_group' AND id = '1'.";
    assertThatThrownBy(() -> execute("DELETE FROM target_group")).hasMessageContaining(sentence);
    assertThatThrownBy(iasql::deleteAllRecords).hasMessageContaining(sentence);
    assertThat(iasql.planApply()).isEmpty();
    execute("DELETE FROM iasql_protected WHERE table_name = 'target_group' AND id = '1'");
    execute("DELETE FROM target_group");
    assertThat(iasql.apply()).hasSize(1);
    assertThat(aws.inventory()).hasSize(before.size() - 1);
  }

  @Test
  void refusesAnotherKey() {
    assertThatThrownBy(() -> execute("UPDATE target_group SET id = 2"))
        .hasMessageContaining(
            "Row '1' of table 'target_group' is protected, so it cannot be given another id.");
  }

  @Test
  void refusesASyncThatWouldDropTheRow(SimulatedAws aws) {
    aws.elb()
        .deleteTargetGroup(r -> r.targetGroupArn(aws.elb()
            .describeTargetGroups(t -> t.names("web"))
            .targetGroups()
            .get(0)
            .targetGroupArn()));
    assertThatThrownBy(iasql::sync)
        .hasMessageContaining("Row '1' of table 'target_group' is protected");
    assertThat(iasql.apply()).hasSize(1);
  }

  @Test
  void refusesAReplaceInThePlan(SimulatedAws aws) {
    execute("UPDATE target_group SET port = 81");
    assertThatThrownBy(iasql::apply)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(
            "target_group 'web' is protected, so it cannot be replaced, which this change of its row needs.")
        .hasMessageContaining("Nothing was called and nothing changed.");
    assertThatThrownBy(iasql::planApply).isInstanceOf(RefusedException.class);
    assertThat(aws.inventory()).isEqualTo(before);
    execute("UPDATE target_group SET target_group_name = 'front'"); // Old and new side by side: the
    // same.
    assertThatThrownBy(iasql::apply).hasMessageContaining("target_group 'front' is protected");
    execute("DELETE FROM iasql_protected");
    assertThat(iasql.apply()).hasSize(1);
  }

  @Test
  void allowsWhatUpdatesInPlace() {
    execute("UPDATE target_group SET health_check_path = '/health'");
    assertThat(iasql.apply()).hasSize(1);
  }

  @Test
  void refusesToUninstallTheTable() {
    assertThatThrownBy(() -> iasql.uninstall("aws_elb"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(
            "Table 'target_group' has protected rows ('1' is one), so its module cannot be uninstalled.");
  }

  @Test
  void refusesRowsThatAreNotThere() {
    assertThatThrownBy(() -> execute(PROTECT, "target_group", "7"))
        .hasMessageContaining(
            "Table 'target_group' has no row whose id is '7', so it cannot be protected. SELECT id FROM target_group lists the rows.");
    assertThatThrownBy(() -> execute(PROTECT, "cluster", "1"))
        .hasMessageContaining(
            "Table 'cluster' is of no installed module, so no row of it can be protected.");
    assertThatThrownBy(() -> execute(PROTECT, "pg_class'; --", "1"))
        .hasMessageContaining("is of no installed module");
    assertThatThrownBy(() -> execute(PROTECT, "load_balancer_security_groups", "1"))
        .hasMessageContaining(
            "have no key of their own, so they cannot be protected. Protect the rows that they link.");
  }

  @Test
  void knowsRowsByTheirTextualKey(SimulatedAws aws) {
    iasql.install("aws_iam");
    execute(
        "INSERT INTO role (role_name, assume_role_policy_document) VALUES ('worker', '{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}')");
    iasql.apply();
    execute(PROTECT, "role", "worker");
    assertThatThrownBy(() -> execute("DELETE FROM role WHERE role_name = 'worker'"))
        .hasMessageContaining("Row 'worker' of table 'role' is protected");
    assertThatThrownBy(() -> execute("UPDATE role SET role_name = 'w' WHERE role_name = 'worker'"))
        .hasMessageContaining("cannot be given another role_name");
    execute("UPDATE role SET description = 'x' WHERE role_name = 'worker'");
    assertThat(iasql.apply()).hasSize(1);
  }
}
