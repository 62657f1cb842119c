package org.iasql.engine.aws.cloudwatchlogs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Batch;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import org.iasql.engine.aws.Tags;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;

/** Maps {@code log_group} to CloudWatch Logs. All that a log group has is its name. */
final class LogGroupMapper implements ResourceMapper<LogGroup> {
  /** CreateLogGroup returns nothing, so the new group is read back. */
  private static final Batch<String, Observed<LogGroup>> BY_NAME =
      new Batch<>("log groups", 50, LogGroupMapper::byName);

  @Override
  public ResourceType<LogGroup> type() {
    return ResourceType.of(LogGroup.class);
  }

  @Override
  public List<Observed<LogGroup>> list(Observation aws) {
    return aws.logs().describeLogGroupsPaginator(r -> r.limit(50)).logGroups().stream()
        .map(group -> observed(group, aws.region()))
        .toList();
  }

  @Override
  public Observed<LogGroup> create(LogGroup desired, Step aws) {
    aws.logs().createLogGroup(r -> r.logGroupName(desired.logGroupName()).tags(aws.tags()));
    return aws.look(BY_NAME, desired.logGroupName());
  }

  @Override
  public Observed<LogGroup> update(Observed<LogGroup> actual, LogGroup desired, Step aws) {
    return actual;
  }

  @Override
  public void delete(Observed<LogGroup> actual, Step aws) {
    aws.logs().deleteLogGroup(r -> r.logGroupName(actual.value().logGroupName()));
  }

  @Override
  public Optional<Observed<LogGroup>> read(Observed<LogGroup> known, Aws aws) {
    return named(known.value().logGroupName(), aws).filter(known::isSameAs);
  }

  @Override
  public Optional<Observed<LogGroup>> made(LogGroup wish, Map<String, String> tags, Aws aws) {
    return named(wish.logGroupName(), aws)
        .filter(group -> Tags.carried(
            tags,
            tagsOf(group.identity(), aws).entrySet(),
            Map.Entry::getKey,
            Map.Entry::getValue));
  }

  /** A group sorts before all others whose names begin with its own, so it is on the first page. */
  private static Optional<Observed<LogGroup>> named(String name, Aws aws) {
    return aws
        .logs()
        .describeLogGroups(r -> r.logGroupNamePrefix(name).limit(50))
        .logGroups()
        .stream()
        .filter(group -> group.logGroupName().equals(name))
        .findFirst()
        .map(group -> observed(group, aws.region()));
  }

  private static Map<String, String> tagsOf(String arn, Aws aws) {
    return aws.unlessMissing(() -> aws.logs().listTagsForResource(r -> r.resourceArn(arn)))
        .map(ListTagsForResourceResponse::tags)
        .orElse(Map.of());
  }

  private static Map<String, Observed<LogGroup>> byName(Aws aws, Set<String> names) {
    return aws.logs().describeLogGroups(r -> r.logGroupIdentifiers(names)).logGroups().stream()
        .map(group -> observed(group, aws.region()))
        .collect(Collectors.toMap(o -> o.value().logGroupName(), Function.identity()));
  }

  private static Observed<LogGroup> observed(
      software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group, String region) {
    LogGroup value = LogGroup.builder()
        .region(region)
        .logGroupName(group.logGroupName())
        .logGroupArn(group.logGroupArn())
        .creationTime(Instant.ofEpochMilli(group.creationTime()))
        .build();
    return Observed.of(group.logGroupArn(), group.creationTime(), value);
  }
}
