package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.Fault;
import org.iasql.local.aws.Hostility;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

/** A large apply waits its turn, and is no storm of refused calls. */
@IasqlTest(modules = "aws_security_group", leaks = Leaks.IGNORE)
class ThrottledAccountTest {
  private static final String GROUPS = """
      INSERT INTO security_group (group_name, description)
      SELECT 'group' || i, 'group' || i FROM generate_series(1, 120) AS i
      """;

  @Test
  void appliesMoreThanABurstWithHardlyARefusal(Iasql iasql, SimulatedAws aws) {
    aws.hostility(Hostility.none().withSeed(1).withThrottling(true));
    iasql.useTransaction(tx -> {
      tx.handle().execute(GROUPS);
      tx.apply();
    });
    int refused = aws.faults().getOrDefault(Fault.THROTTLED, 0);
    assertThat(refused).as("of %d calls", aws.calls().size()).isLessThan(40);
    aws.hostility(Hostility.none());
    assertThat(iasql.planApply()).isEmpty();
    assertThat(aws.ec2().describeSecurityGroups().securityGroups()).hasSize(121);
  }
}
