package org.iasql.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.SubnetDao;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerDao;
import org.iasql.aws.iam.Role;
import org.iasql.aws.iam.RoleDao;
import org.iasql.core.Iasql;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Value types in queries of a user's own. */
class MappedQueryTest {
  private static LocalIasql local;

  @BeforeAll
  static void start() {
    local = LocalIasql.start();
    Iasql iasql = local.client();
    iasql.install("aws_cloudwatch", "aws_elb", "aws_iam");
    iasql.useTransaction(tx -> {
      for (String statement : TutorialTest.STACK) {
        if (statement.matches(
            "(?s)\\s*INSERT INTO (security_group|load_balancer|load_balancer_security_groups|role) .*")) {
          tx.handle().execute(statement);
        }
      }
      tx.handle().execute("INSERT INTO log_group (log_group_name) VALUES ('mapped')");
      tx.apply();
    });
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Test
  void readsWhatTheDaoReads() {
    local.client().useTransaction(tx -> {
      Handle handle = tx.handle();
      assertThat(handle
              .createQuery("SELECT * FROM load_balancer")
              .mapTo(LoadBalancer.class)
              .list())
          .hasToString(handle.attach(LoadBalancerDao.class).findAll().toString())
          .allSatisfy(balancer -> assertThat(balancer.securityGroups()).hasSize(1));
      assertThat(handle
              .createQuery("SELECT * FROM subnet ORDER BY id")
              .mapTo(Subnet.class)
              .list())
          .hasToString(handle.attach(SubnetDao.class).findAll().toString())
          .hasSize(3);
      assertThat(handle
              .createQuery("SELECT * FROM role ORDER BY role_name")
              .mapTo(Role.class)
              .list())
          .hasToString(handle.attach(RoleDao.class).findAll().toString())
          .isNotEmpty();
    });
  }

  @Test
  void leavesAbsentWhatTheQueryDoesNotSelect() {
    List<LogGroup> groups = local
        .client()
        .withHandle(handle -> handle
            .createQuery("SELECT log_group_name, 1 AS other FROM log_group")
            .mapTo(LogGroup.class)
            .list());
    assertThat(groups).singleElement().satisfies(group -> {
      assertThat(group.logGroupName()).isEqualTo("mapped");
      assertThat(group.logGroupArn()).isEmpty();
    });
  }

  @Test
  void asksForTheColumnThatLinkRowsReferTo() {
    assertThatThrownBy(() -> local
            .client()
            .withHandle(handle -> handle
                .createQuery("SELECT load_balancer_name FROM load_balancer")
                .mapTo(LoadBalancer.class)
                .list()))
        .hasMessageContaining("A row cannot be mapped to LoadBalancer without column 'id'");
  }
}
