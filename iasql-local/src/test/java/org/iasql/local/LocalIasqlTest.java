package org.iasql.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.cloudwatchlogs.LogGroupDao;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.junit.jupiter.api.Test;

class LocalIasqlTest {
  @Test
  void carriesARowThroughItsLife() {
    try (LocalIasql local = LocalIasql.start()) {
      Iasql iasql = local.client();
      assertThat(iasql.install("aws_cloudwatch"))
          .singleElement()
          .satisfies(t -> assertThat(t.createdTableName()).isEqualTo("log_group"));
      LogGroup group = iasql.withTransaction(tx -> {
        LogGroup row = tx.dao(LogGroupDao.class)
            .insert(LogGroup.builder().logGroupName("quickstart").build());
        assertThat(tx.planApply()).extracting(Change::action).containsExactly(Action.CREATE);
        tx.apply();
        return row;
      });
      assertThat(local.aws().logs().describeLogGroups().logGroups()).hasSize(1);
      assertThat(iasql.apply()).isEmpty();
      assertThat(iasql.planSync()).isEmpty();
      iasql.useTransaction(tx -> {
        LogGroupDao groups = tx.dao(LogGroupDao.class);
        assertThat(groups.find(group.ref()).orElseThrow().logGroupArn()).isPresent();
        groups.delete(group);
        List<Change> done = tx.apply();
        assertThat(done).extracting(Change::action).containsExactly(Action.DELETE);
      });
      assertThat(local.aws().logs().describeLogGroups().logGroups()).isEmpty();
    }
  }
}
