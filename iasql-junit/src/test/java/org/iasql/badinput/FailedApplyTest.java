package org.iasql.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.iasql.core.CloudException;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyListenersException;

/** AWS refuses one call in the middle of an apply. */
@IasqlTest(modules = "aws_elb", leaks = Leaks.IGNORE)
class FailedApplyTest {
  @BeforeEach
  void wishForAListenerThatAwsRefuses(Iasql iasql, SimulatedAws aws) {
    iasql.useTransaction(tx -> List.of(
            "INSERT INTO target_group (id, target_group_name, target_type, protocol, port) VALUES (1, 'web', 'ip', 'HTTP', 80)",
            "INSERT INTO load_balancer (id, load_balancer_name) VALUES (1, 'front')",
            "INSERT INTO load_balancer_security_groups SELECT 1, id FROM security_group WHERE group_name = 'default'",
            "INSERT INTO listener (load_balancer_id, target_group_id, port, protocol) VALUES (1, 1, 80, 'HTTP')")
        .forEach(tx.handle()::execute));
    aws.onCall(call -> {
      if (call.operation().equals("CreateListener")) {
        throw AwsError.raise(
            TooManyListenersException.builder(),
            "TooManyListeners",
            400,
            "The listener limit is reached");
      }
    });
  }

  @Test
  void namesRowCallAndReason(Iasql iasql) {
    assertThatThrownBy(iasql::apply)
        .isExactlyInstanceOf(CloudException.class)
        .message()
        .matches(
            "(?s)Creating listener '[^']*80' failed: ELBv2 CreateListener answered TooManyListeners \\(request [0-9a-f-]{36}\\): The listener limit is reached\\. .*");
  }

  @Test
  void saysWhatWasDoneBefore(LocalIasql local, SimulatedAws aws) {
    SortedSet<String> atFirst = aws.inventory();
    SqlClient.Refusal refusal = SqlClient.refusal(local, "SELECT * FROM iasql_apply()");
    assertThat(refusal.sqlState()).isEqualTo("IQ002");
    SortedSet<String> left = new TreeSet<>(aws.inventory());
    left.removeAll(atFirst);
    assertThat(left).hasSize(2);
    assertThat(refusal.message())
        .contains("2 steps of operation", "create target_group web", "create load_balancer front")
        .contains(left)
        .endsWith("The rows are as before the call; the next plan names what is left.");
  }

  @Test
  void namesWhatIsLeftInTheNextPlan(Iasql iasql, LocalIasql local, SimulatedAws aws) {
    SortedSet<String> atFirst = aws.inventory();
    assertThatThrownBy(iasql::apply).isInstanceOf(CloudException.class);
    SortedSet<String> left = new TreeSet<>(aws.inventory());
    left.removeAll(atFirst);
    List<String> notices =
        SqlClient.noticesBeforeRefusal(local, "SELECT * FROM iasql_plan_apply()");
    for (String identity : left) {
      assertThat(notices)
          .anySatisfy(
              notice -> assertThat(notice).contains(identity, "is a leftover of operation"));
    }
    assertThat(SqlClient.refusal(local, "SELECT * FROM iasql_plan_apply()").message())
        .contains("load_balancer 'front' exists in AWS already", "it is a leftover of operation");
    iasql.adopt("load_balancer", 1);
    iasql.adopt("target_group", 1);
    assertThat(iasql.planApply())
        .singleElement()
        .satisfies(change -> assertThat(change.tableName()).isEqualTo("listener"));
  }
}
