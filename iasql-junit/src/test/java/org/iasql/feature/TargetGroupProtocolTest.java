package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.elb.TargetGroupDao;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

/** What AWS chose for a target group's old protocol does not bind the new one. */
@IasqlTest(modules = "aws_elb")
class TargetGroupProtocolTest {
  private final Iasql iasql;
  private final SimulatedAws aws;

  TargetGroupProtocolTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
  }

  @Test
  void checksAGroupThatBecomesHttpByHttpAndBack() {
    execute("""
        INSERT INTO target_group (target_group_name, target_type, protocol, port)
        VALUES ('web', 'ip', 'TCP', 8080)""");
    iasql.apply();
    assertThat(row().healthCheckProtocol()).contains(Protocol.TCP);
    execute("UPDATE target_group SET protocol = 'HTTP'");
    iasql.apply();
    assertThat(row().healthCheckProtocol()).contains(Protocol.HTTP);
    assertThat(aws.elb().describeTargetGroups().targetGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.healthCheckProtocolAsString()).isEqualTo("HTTP"));
    assertThat(row().protocolVersion()).isPresent();
    execute("UPDATE target_group SET protocol = 'TCP'");
    iasql.apply();
    assertThat(row().protocol()).contains(Protocol.TCP);
    assertThat(row().protocolVersion()).isEmpty();
    assertThat(iasql.planApply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    execute("DELETE FROM target_group");
    iasql.apply();
  }

  private void execute(String sql) {
    iasql.useTransaction(tx -> tx.handle().execute(sql));
  }

  private TargetGroup row() {
    return iasql.dao(TargetGroupDao.class).findAll().get(0);
  }
}
