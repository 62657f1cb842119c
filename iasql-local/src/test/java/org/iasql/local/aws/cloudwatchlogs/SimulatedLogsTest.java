package org.iasql.local.aws.cloudwatchlogs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class SimulatedLogsTest {
  private final CloudWatchLogsClient logs = SimulatedAws.create().logs();

  @Test
  void describesCreatedGroupWithBothArns() {
    create("app");
    LogGroup group = only("app");
    assertThat(group.logGroupArn()).isEqualTo("arn:aws:logs:us-east-2:123456789012:log-group:app");
    assertThat(group.arn()).isEqualTo(group.logGroupArn() + ":*");
    assertThat(group.retentionInDays()).isNull();
    assertThat(group.creationTime()).isPositive();
  }

  @Test
  void refusesSecondGroupOfSameName() {
    create("app");
    assertThatExceptionOfType(ResourceAlreadyExistsException.class)
        .isThrownBy(() -> create("app"))
        .satisfies(error -> assertThat(error.awsErrorDetails().errorCode())
            .isEqualTo("ResourceAlreadyExistsException"));
  }

  @Test
  void refusesNameWithSpace() {
    assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> create("my app"));
  }

  @Test
  void pagesGroupsByFiftySortedByName() {
    IntStream.range(0, 60).forEach(i -> create("group-%02d".formatted(59 - i)));
    assertThat(logs.describeLogGroups().logGroups())
        .hasSize(50)
        .extracting(LogGroup::logGroupName)
        .isSorted();
    assertThat(logs.describeLogGroupsPaginator().logGroups().stream()).hasSize(60);
  }

  @Test
  void refusesLimitAboveFifty() {
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> logs.describeLogGroups(r -> r.limit(51)));
  }

  @Test
  void filtersByPrefixPatternAndIdentifier() {
    create("app");
    create("application");
    create("web-app");
    assertThat(names(logs.describeLogGroups(r -> r.logGroupNamePrefix("app")).logGroups()))
        .containsExactly("app", "application");
    assertThat(names(logs.describeLogGroups(r -> r.logGroupNamePattern("APP")).logGroups()))
        .containsExactly("app", "application", "web-app");
    assertThat(
            names(logs.describeLogGroups(r -> r.logGroupIdentifiers("web-app")).logGroups()))
        .containsExactly("web-app");
  }

  @Test
  void deletesGroupOnce() {
    create("app");
    logs.deleteLogGroup(r -> r.logGroupName("app"));
    assertThat(logs.describeLogGroups().logGroups()).isEmpty();
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> logs.deleteLogGroup(r -> r.logGroupName("app")));
  }

  @Test
  void keepsRetentionOnlyOfAllowedLengths() {
    create("app");
    logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(14));
    assertThat(only("app").retentionInDays()).isEqualTo(14);
    assertThatExceptionOfType(InvalidParameterException.class)
        .isThrownBy(() -> logs.putRetentionPolicy(r -> r.logGroupName("app").retentionInDays(15)));
    logs.deleteRetentionPolicy(r -> r.logGroupName("app"));
    assertThat(only("app").retentionInDays()).isNull();
  }

  @Test
  void countsBytesOfEvents() {
    create("app");
    logs.createLogStream(r -> r.logGroupName("app").logStreamName("s"));
    InputLogEvent event = InputLogEvent.builder().timestamp(1L).message("hello").build();
    logs.putLogEvents(r -> r.logGroupName("app").logStreamName("s").logEvents(event));
    assertThat(only("app").storedBytes()).isEqualTo(31);
    assertThat(logs.getLogEvents(r -> r.logGroupName("app").logStreamName("s")).events())
        .singleElement()
        .satisfies(stored -> assertThat(stored.message()).isEqualTo("hello"));
    assertThat(logs.describeLogStreams(r -> r.logGroupName("app")).logStreams()).hasSize(1);
  }

  @Test
  void tagsGroupByItsArn() {
    logs.createLogGroup(r -> r.logGroupName("app").tags(Map.of("a", "1")));
    String arn = only("app").logGroupArn();
    logs.tagResource(r -> r.resourceArn(arn).tags(Map.of("b", "2")));
    logs.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
    assertThat(logs.listTagsForResource(r -> r.resourceArn(arn)).tags())
        .isEqualTo(Map.of("b", "2"));
  }

  private void create(String name) {
    logs.createLogGroup(r -> r.logGroupName(name));
  }

  private LogGroup only(String name) {
    return logs.describeLogGroups(r -> r.logGroupNamePrefix(name)).logGroups().get(0);
  }

  private static List<String> names(List<LogGroup> groups) {
    return groups.stream().map(LogGroup::logGroupName).toList();
  }
}
