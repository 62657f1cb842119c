package org.iasql.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.cloudwatchlogs.LogGroupDao;
import org.iasql.core.Iasql;
import org.iasql.core.ModuleListing;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@IasqlTest(modules = "aws_cloudwatch", region = "eu-west-1", leaks = Leaks.FAIL)
class FreshAccountTest {
  private final SimulatedAws ofConstructor;

  FreshAccountTest(SimulatedAws aws) {
    this.ofConstructor = aws;
  }

  @RepeatedTest(2)
  void findsNothingOfAnotherTest(Iasql iasql, SimulatedAws aws) {
    assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
    assertThat(iasql.dao(LogGroupDao.class).findAll()).isEmpty();
    LogGroup group = iasql
        .dao(LogGroupDao.class)
        .insert(LogGroup.builder().logGroupName("app").build());
    iasql.apply();
    assertThat(aws.logs("eu-west-1").describeLogGroups().logGroups()).hasSize(1);
    iasql.dao(LogGroupDao.class).delete(group);
    iasql.apply();
  }

  @Test
  void givesTheConstructorWhatItGivesTheTest(SimulatedAws aws, LocalIasql local) {
    assertThat(ofConstructor).isSameAs(aws).isSameAs(local.aws());
    assertThat(aws.region()).isEqualTo("eu-west-1");
  }

  @Test
  void installsTheModules(Iasql iasql) {
    assertThat(iasql.installedModules())
        .extracting(ModuleListing::moduleName)
        .contains("aws_cloudwatch");
  }

  @Test
  void tellsOtherClientsWhereTheDatabaseIs(LocalIasql local, Jdbi jdbi) throws SQLException {
    String database = jdbi.withHandle(handle ->
        handle.createQuery("SELECT current_database()").mapTo(String.class).one());
    String url = "jdbc:" + local.url().replaceFirst("//.*@", "//");
    String login = local.url().replaceFirst(".*//(.*)@.*", "$1");
    try (var connection = DriverManager.getConnection(
        url, login.substring(0, login.indexOf(':')), login.substring(login.indexOf(':') + 1))) {
      assertThat(connection.getCatalog()).isEqualTo(database);
    }
  }

  @Test
  void runsTheAccountOnTheClock(SimulatedAws aws, ManualClock clock) {
    Instant now = clock.instant();
    aws.logs().createLogGroup(request -> request.logGroupName("made-now"));
    assertThat(aws.logs().describeLogGroups().logGroups().get(0).creationTime())
        .isEqualTo(now.toEpochMilli());
    aws.logs().deleteLogGroup(request -> request.logGroupName("made-now"));
  }

  @Nested
  class InANestedClass {
    @Test
    void hasTheSameOptions(SimulatedAws aws) {
      assertThat(aws).isSameAs(ofConstructor);
      assertThat(aws.region()).isEqualTo("eu-west-1");
    }
  }
}
