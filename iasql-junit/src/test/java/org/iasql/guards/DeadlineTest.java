package org.iasql.guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SortedSet;
import org.iasql.core.CloudException;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller says how long an apply may wait for a resource. */
@IasqlTest(modules = "aws_elb", leaks = Leaks.IGNORE)
class DeadlineTest {
  private final Iasql iasql;
  private final SimulatedAws aws;

  DeadlineTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
  }

  private static void insertBalancer(IasqlTransaction tx) {
    tx.handle()
        .execute(
            "INSERT INTO load_balancer (id, load_balancer_name, scheme, load_balancer_type) VALUES (100, 'web', 'internal', 'network')");
  }

  @Test
  void endsAnApplyThatWaitsLonger() {
    aws.provisioningTime(Duration.ofMinutes(5));
    SortedSet<String> before = aws.inventory();
    assertThatThrownBy(() -> iasql.useTransaction(tx -> {
          tx.handle().execute("SET LOCAL iasql.deadline = '2min'");
          insertBalancer(tx);
          tx.apply();
        }))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("waiting until it is ready took longer than 120 s")
        .hasMessageContaining("Undone: create load_balancer");
    assertThat(aws.inventory()).isEqualTo(before);
    iasql.useTransaction(tx -> {
      insertBalancer(tx);
      tx.apply();
    });
    assertThat(iasql.planApply()).isEmpty();
    assertThat(aws.inventory()).hasSize(before.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0 min", "-5", "soon", "10 days"})
  void isATimeAboveZero(String value) {
    SortedSet<String> before = aws.inventory();
    assertThatThrownBy(() -> iasql.useTransaction(tx -> {
          tx.handle().execute("SET LOCAL iasql.deadline = '" + value + "'");
          insertBalancer(tx);
          tx.apply();
        }))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Setting iasql.deadline is '" + value + "', which is no time")
        .hasMessageContaining("SET iasql.deadline = '20min'");
    assertThat(aws.inventory()).isEqualTo(before);
  }
}
