package org.iasql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hibernate on module tables: the session's own transaction holds rows and resources. */
@IasqlTest(modules = {"aws_cloudwatch", "aws_security_group"})
class HibernateTest {
  private SessionFactory sessions;

  @BeforeEach
  void connect(LocalIasql local) {
    String[] login = URI.create(local.url()).getUserInfo().split(":");
    sessions = new Configuration()
        .addAnnotatedClass(LogGroup.class)
        .addAnnotatedClass(SecurityGroup.class)
        .addAnnotatedClass(SecurityGroupRule.class)
        .setProperty("hibernate.connection.url", local.jdbcUrl())
        .setProperty("hibernate.connection.username", login[0])
        .setProperty("hibernate.connection.password", login[1])
        .buildSessionFactory();
  }

  @AfterEach
  void disconnect() {
    sessions.close();
  }

  @Test
  void appliesInItsTransactionAndReadsWhatAwsAssigned(Iasql iasql, SimulatedAws aws) {
    Integer id = sessions.fromTransaction(session -> {
      SecurityGroup web = new SecurityGroup("web").admit(443, "10.0.0.0/8");
      session.persist(web);
      assertThat(call(session, "iasql_plan_apply"))
          .containsExactlyInAnyOrder(
              "create security_group web",
              "create security_group_rule ingress tcp 443-443 from 10.0.0.0/8",
              "delete security_group_rule default egress rule of web");
      assertThat(call(session, "iasql_apply")).hasSize(3);
      session.refresh(web);
      assertThat(web.groupId).startsWith("sg-");
      assertThat(web.region).isEqualTo("us-east-2");
      assertThat(web.description).isEqualTo("web");
      return web.id;
    });
    assertThat(aws.ec2().describeSecurityGroups(r -> r.groupNames("web")).securityGroups())
        .hasSize(1);
    assertThat(iasql.planApply()).isEmpty();

    sessions.inTransaction(session -> {
      session.remove(session.find(SecurityGroup.class, id));
      assertThat(call(session, "iasql_apply")).isNotEmpty();
    });
    assertThat(aws.ec2().describeSecurityGroups(r -> {}).securityGroups())
        .extracting(group -> group.groupName())
        .containsExactly("default");
  }

  @Test
  void writesStaleColumnsBackWithoutHarm(Iasql iasql) {
    LogGroup stale = sessions.fromTransaction(session -> {
      LogGroup group = new LogGroup("app");
      session.persist(group);
      call(session, "iasql_apply");
      return group;
    });
    assertThat(stale.arn).isNull();

    // Merged without a refresh: region and ARN are written back as NULL.
    stale.name = "renamed";
    sessions.inTransaction(session -> {
      LogGroup merged = session.merge(stale);
      assertThat(call(session, "iasql_plan_apply")).containsExactly("replace log_group renamed");
      session.refresh(merged);
      assertThat(merged.arn).endsWith(":log-group:app");
      assertThat(merged.region).isEqualTo("us-east-2");
      session.getTransaction().markRollbackOnly();
    });
    assertThat(iasql.planApply()).isEmpty();
  }

  @Test
  void leavesNothingAfterARollback(Iasql iasql, SimulatedAws aws) {
    try (Session session = sessions.openSession()) {
      session.beginTransaction();
      session.persist(new LogGroup("undone"));
      assertThat(call(session, "iasql_apply")).containsExactly("create log_group undone");
      session.getTransaction().rollback();
    }
    assertThat(iasql.apply())
        .as("what is left to do, once the rollback is settled")
        .isEmpty();
    assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
  }

  /** Calls one of the functions; a native query sees the rows after a flush. */
  private static List<String> call(Session session, String function) {
    session.flush();
    return session
        .createNativeQuery(
            "SELECT concat_ws(' ', action, table_name, description) FROM " + function + "()",
            String.class)
        .list();
  }
}
