package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.quickstart.QuickstartStack;
import org.junit.jupiter.api.Test;

/** The README's example of a test. */
// docs: README
@IasqlTest(modules = {"aws_elb", "aws_ecs_fargate"})
class DeploymentTest {
  @Test
  void comesUp(Iasql iasql, SimulatedAws aws) {
    QuickstartStack.builder().name("shop").build().up(iasql);
    assertThat(aws.ecs().describeClusters(r -> r.clusters("shop-cluster")).clusters())
        .hasSize(1);
  }
}
// end
