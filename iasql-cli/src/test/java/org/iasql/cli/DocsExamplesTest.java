package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupDao;
import org.iasql.aws.ec2.SecurityGroupRule;
import org.iasql.aws.ec2.SecurityGroupRuleDao;
import org.iasql.aws.ecs.CpuMemory;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.StackOutputs;
import org.junit.jupiter.api.Test;

/** The Java of the README and of the guides; {@link DocsTest} compares the two. */
@IasqlTest
class DocsExamplesTest {
  @Test
  void bringsAStackUpInOneProgram() {
    // docs: README
    QuickstartStack stack = QuickstartStack.builder()
        .name("quickstart")
        .port(8088)
        .cpuMemory(CpuMemory.VCPU2_8GB)
        .desiredCount(1)
        .imageTag("latest")
        .healthCheckPath("/health")
        .build();

    try (LocalIasql local = LocalIasql.start()) {
      Iasql iasql = local.client();
      List<Change> plan = stack.plan(iasql);
      StackOutputs out = stack.up(iasql);
      System.out.println(out.healthUrl());
      stack.down(iasql);
    }
    // end
    assertThat(stack.name()).isEqualTo("quickstart");
  }

  @Test
  void writesRowsOfTheApplicationInTheSameTransaction(Iasql iasql, SimulatedAws aws) {
    iasql.install("aws_security_group");
    iasql.useTransaction(tx -> tx.handle().execute("CREATE TABLE tenant (name text)"));
    // docs: README
    iasql.useTransaction(tx -> {
      SecurityGroup web = tx.dao(SecurityGroupDao.class)
          .insert(SecurityGroup.builder()
              .groupName("web")
              .description("web servers")
              .build());
      tx.dao(SecurityGroupRuleDao.class)
          .insert(
              SecurityGroupRule.ingress(web.ref()).tcp(8088).from("0.0.0.0/0").build());
      tx.handle().execute("INSERT INTO tenant(name) VALUES (?)", "acme");
      if (tx.planApply().stream().anyMatch(c -> c.action() == Action.REPLACE)) tx.rollback();
      else tx.apply();
    });
    // end
    assertThat(iasql.planApply()).isEmpty();
    assertThat(aws.ec2().describeSecurityGroups().securityGroups())
        .extracting(group -> group.groupName())
        .contains("web");
  }

  @Test
  void goesUpAndDown(Iasql iasql, SimulatedAws aws) {
    // docs: quickstart
    QuickstartStack stack =
        QuickstartStack.builder().name("quickstart").port(8088).build();

    stack.plan(iasql).forEach(System.out::println);
    StackOutputs out = stack.up(iasql);
    out.repositoryUri();
    out.healthUrl();
    stack.up(iasql).changes();
    stack.down(iasql);
    // end
    assertThat(aws.ecs().listClusters().clusterArns()).isEmpty();
  }
}
