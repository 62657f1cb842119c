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
import software.amazon.awssdk.services.elasticloadbalancingv2.model.OperationNotPermittedException;
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
  void undoesWhatWasDoneBefore(LocalIasql local, SimulatedAws aws) {
    SortedSet<String> atFirst = aws.inventory();
    SqlClient.Refusal refusal = SqlClient.refusal(local, "SELECT * FROM iasql_apply()");
    assertThat(refusal.sqlState()).isEqualTo("IQ002");
    assertThat(refusal.message())
        .contains("Undone: ", "create target_group web (arn:", "create load_balancer front (arn:")
        .endsWith("Nothing is left of this call, and the rows are as they were before it.");
    assertThat(aws.inventory()).isEqualTo(atFirst);
  }

  @Test
  void namesWhatItCannotUndo(Iasql iasql, LocalIasql local, SimulatedAws aws) {
    SortedSet<String> atFirst = aws.inventory();
    aws.onCall(call -> {
      if (call.operation().equals("DeleteLoadBalancer")) {
        throw AwsError.raise(
            OperationNotPermittedException.builder(),
            "OperationNotPermitted",
            400,
            "Deletion protection is enabled");
      }
    });
    String message = SqlClient.refusal(local, "SELECT * FROM iasql_apply()").message();
    SortedSet<String> left = new TreeSet<>(aws.inventory());
    left.removeAll(atFirst);
    assertThat(left).hasSize(1);
    assertThat(message)
        .contains(
            "Undone: create target_group web",
            "Not undone: load_balancer front (" + left.first() + "): ",
            "ELBv2 DeleteLoadBalancer answered OperationNotPermitted");
    assertThat(SqlClient.noticesBeforeRefusal(local, "SELECT * FROM iasql_plan_apply()"))
        .anySatisfy(
            notice -> assertThat(notice).contains(left.first(), "is a leftover of operation"));
    assertThat(SqlClient.refusal(local, "SELECT * FROM iasql_plan_apply()").message())
        .contains("load_balancer 'front' exists in AWS already", "it is a leftover of operation");
    iasql.adopt("load_balancer", 1);
    assertThat(iasql.planApply())
        .extracting(change -> change.action() + " " + change.tableName())
        .containsExactlyInAnyOrder("create target_group", "create listener");
  }
}
