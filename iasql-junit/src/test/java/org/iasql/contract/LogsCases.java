package org.iasql.contract;

import java.util.List;
import java.util.Optional;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.cloudwatchlogs.LogGroupDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;

/** CloudWatch Logs. */
final class LogsCases {
  private LogsCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(new LogGroupCase());
  }

  private static final class LogGroupCase implements ResourceCase<LogGroup> {
    private static final String NAME = "contract/app";

    @Override
    public ResourceType<LogGroup> type() {
      return ResourceType.of(LogGroup.class);
    }

    @Override
    public Class<? extends ResourceDao<LogGroup>> dao() {
      return LogGroupDao.class;
    }

    @Override
    public List<String> modules() {
      return List.of("aws_cloudwatch");
    }

    @Override
    public LogGroup value(IasqlTransaction tx) {
      return LogGroup.builder().logGroupName(NAME).build();
    }

    @Override
    public String make(SimulatedAws aws) {
      aws.logs().createLogGroup(request -> request.logGroupName(NAME));
      return aws.logs().describeLogGroups().logGroups().get(0).logGroupArn();
    }

    @Override
    public void vanish(SimulatedAws aws, LogGroup row) {
      aws.logs().deleteLogGroup(request -> request.logGroupName(row.logGroupName()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, LogGroup row) {
      return aws.logs(row.region().orElseThrow()).describeLogGroups().logGroups().stream()
          .filter(group -> group.logGroupName().equals(row.logGroupName()))
          .map(group -> CloudColumns.empty()
              .with("log_group_name", group.logGroupName())
              .with("log_group_arn", group.logGroupArn()))
          .findFirst();
    }

    @Override
    public List<ColumnChange<LogGroup>> changes() {
      return List.of(
          ColumnChange.replaces("log_group_name", (row, tx) -> row.withLogGroupName("contract/b")),
          ColumnChange.replaces("region", (row, tx) -> row.withRegion(Contract.otherRegion(tx))));
    }
  }
}
