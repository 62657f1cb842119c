package org.iasql.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.cloudwatchlogs.LogGroupDao;
import org.iasql.core.Iasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@IasqlTest(modules = "aws_cloudwatch", leaks = Leaks.FAIL)
class SharedAccountTest {
  static Iasql shared;
  private static SimulatedAws account;

  @BeforeAll
  static void createsALogGroup(Iasql iasql) {
    iasql
        .dao(LogGroupDao.class)
        .insert(LogGroup.builder().logGroupName("shared").build());
    iasql.apply();
  }

  @AfterAll
  static void deletesIt() {
    shared.deleteAllRecords();
    shared.apply();
  }

  @Test
  void seesWhatTheClassHasDone() {
    assertThat(account.logs().describeLogGroups().logGroups()).hasSize(1);
  }

  @Test
  void getsTheSharedOnesAsParameters(Iasql iasql, SimulatedAws aws) {
    assertThat(iasql).isSameAs(shared);
    assertThat(aws).isSameAs(account);
  }
}
