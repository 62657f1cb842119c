package org.iasql.local.aws.cloudwatchlogs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.Pages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ValidationException;

/**
 * Behaves like CloudWatch Logs, in memory: log groups with their retention and tags, and the
 * streams and events in them.
 */
public final class SimulatedLogs implements CloudWatchLogsClient {
  private static final Pattern GROUP_NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
  private static final int PAGE = 50;
  private static final Set<Integer> RETENTIONS = Set.of(
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
      3288, 3653);

  private final Account account;
  private final String region;
  private final Map<String, StoredGroup> groups = new TreeMap<>();

  /** A log group and what it holds. */
  private static final class StoredGroup {
    private LogGroup group;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final LogStreams streams;

    StoredGroup(LogGroup group, Account account) {
      this.group = group;
      this.streams = new LogStreams(account, group.logGroupArn());
    }

    LogGroup described() {
      return group.toBuilder().storedBytes(streams.storedBytes()).build();
    }
  }

  /** Creates the service, empty. */
  public SimulatedLogs(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
    String name = checkName("logGroupName", request.logGroupName());
    if (groups.containsKey(name)) {
      throw AwsError.raise(
          ResourceAlreadyExistsException.builder(),
          "ResourceAlreadyExistsException",
          400,
          "The specified log group already exists");
    }
    String arn = account.arn("logs", region, "log-group:" + name);
    StoredGroup stored = new StoredGroup(
        LogGroup.builder()
            .logGroupName(name)
            .creationTime(account.now().toEpochMilli())
            .metricFilterCount(0)
            .arn(arn + ":*")
            .logGroupArn(arn)
            .kmsKeyId(request.kmsKeyId())
            .logGroupClass(
                request.logGroupClass() == null ? LogGroupClass.STANDARD : request.logGroupClass())
            .deletionProtectionEnabled(Boolean.TRUE.equals(request.deletionProtectionEnabled()))
            .build(),
        account);
    stored.tags.putAll(request.tags());
    groups.put(name, stored);
    return CreateLogGroupResponse.builder().build();
  }

  @Override
  public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
    if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
      throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive.");
    }
    checkLimit(request.limit());
    List<LogGroup> found = groups.values().stream()
        .map(StoredGroup::described)
        .filter(group -> matches(group, request))
        .toList();
    Pages.Page<LogGroup> page = Pages.page(found, request.nextToken(), request.limit(), PAGE);
    return DescribeLogGroupsResponse.builder()
        .logGroups(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
    StoredGroup stored = find(request.logGroupName());
    if (stored.group.deletionProtectionEnabled()) {
      throw AwsError.raise(
          ValidationException.builder(),
          "ValidationException",
          400,
          "The specified log group has deletion protection enabled.");
    }
    groups.remove(request.logGroupName());
    return DeleteLogGroupResponse.builder().build();
  }

  @Override
  public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
    StoredGroup stored = find(request.logGroupName());
    Integer days = request.retentionInDays();
    if (days == null || !RETENTIONS.contains(days)) {
      throw invalid("1 validation error detected: Value '"
          + days
          + "' at 'retentionInDays' failed to satisfy constraint: "
          + "Member must satisfy enum value set");
    }
    stored.group = stored.group.toBuilder().retentionInDays(days).build();
    return PutRetentionPolicyResponse.builder().build();
  }

  @Override
  public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
    StoredGroup stored = find(request.logGroupName());
    stored.group = stored.group.toBuilder().retentionInDays(null).build();
    return DeleteRetentionPolicyResponse.builder().build();
  }

  @Override
  public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
    find(request.logGroupName()).streams.create(request.logStreamName());
    return CreateLogStreamResponse.builder().build();
  }

  @Override
  public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
    checkLimit(request.limit());
    String prefix = Optional.ofNullable(request.logStreamNamePrefix()).orElse("");
    Pages.Page<LogStream> page = Pages.page(
        find(request.logGroupName(), request.logGroupIdentifier()).streams.describe(prefix),
        request.nextToken(),
        request.limit(),
        PAGE);
    return DescribeLogStreamsResponse.builder()
        .logStreams(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  @Override
  public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
    find(request.logGroupName()).streams.put(request.logStreamName(), request.logEvents());
    return PutLogEventsResponse.builder().nextSequenceToken(account.hex(32)).build();
  }

  @Override
  public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
    return GetLogEventsResponse.builder()
        .events(find(request.logGroupName(), request.logGroupIdentifier())
            .streams
            .events(request.logStreamName()))
        .build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest request) {
    byArn(request.resourceArn()).tags.putAll(request.tags());
    return TagResourceResponse.builder().build();
  }

  @Override
  public UntagResourceResponse untagResource(UntagResourceRequest request) {
    byArn(request.resourceArn()).tags.keySet().removeAll(request.tagKeys());
    return UntagResourceResponse.builder().build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
    return ListTagsForResourceResponse.builder()
        .tags(byArn(request.resourceArn()).tags)
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private static boolean matches(LogGroup group, DescribeLogGroupsRequest request) {
    String name = group.logGroupName();
    String prefix = request.logGroupNamePrefix();
    String pattern = request.logGroupNamePattern();
    return (prefix == null || name.startsWith(prefix))
        && (pattern == null
            || name.toLowerCase(Locale.ROOT).contains(pattern.toLowerCase(Locale.ROOT)))
        && (request.logGroupClass() == null || request.logGroupClass() == group.logGroupClass())
        && (request.logGroupIdentifiers().isEmpty()
            || request.logGroupIdentifiers().contains(name)
            || request.logGroupIdentifiers().contains(group.logGroupArn()));
  }

  private StoredGroup find(@Nullable String name, @Nullable String identifier) {
    if (name == null && identifier != null) {
      return identifier.startsWith("arn:") ? byArn(identifier) : find(identifier);
    }
    return find(name);
  }

  private StoredGroup find(@Nullable String name) {
    StoredGroup stored = groups.get(checkName("logGroupName", name));
    if (stored == null) {
      throw notFound("The specified log group does not exist.");
    }
    return stored;
  }

  /** Tagging takes the ARN without {@code :*} at its end, unlike the one that Describe shows. */
  private StoredGroup byArn(String arn) {
    return groups.values().stream()
        .filter(stored -> stored.group.logGroupArn().equals(arn))
        .findFirst()
        .orElseThrow(() -> notFound("The specified resource does not exist."));
  }

  private static String checkName(String member, @Nullable String name) {
    if (name == null || !GROUP_NAME.matcher(name).matches()) {
      throw invalid("1 validation error detected: Value '"
          + name
          + "' at '"
          + member
          + "' failed to satisfy constraint: Member must satisfy regular expression pattern: "
          + "[\\.\\-_/#A-Za-z0-9]+");
    }
    return name;
  }

  private static void checkLimit(@Nullable Integer limit) {
    if (limit != null && (limit < 1 || limit > PAGE)) {
      throw invalid("1 validation error detected: Value '"
          + limit
          + "' at 'limit' failed to satisfy constraint: Member must have value between 1 and "
          + PAGE);
    }
  }

  private static AwsServiceException invalid(String message) {
    return AwsError.raise(
        InvalidParameterException.builder(), "InvalidParameterException", 400, message);
  }

  static AwsServiceException notFound(String message) {
    return AwsError.raise(
        ResourceNotFoundException.builder(), "ResourceNotFoundException", 400, message);
  }
}
