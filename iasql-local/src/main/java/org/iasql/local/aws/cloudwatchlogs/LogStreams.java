package org.iasql.local.aws.cloudwatchlogs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AwsError;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** The streams of one log group, by name, and their events. */
final class LogStreams {
  /** What AWS counts for each event beside its text. */
  private static final long EVENT_OVERHEAD = 26;

  private final Account account;
  private final String groupArn;
  private final Map<String, StoredStream> streams = new TreeMap<>();

  private record StoredStream(LogStream stream, List<OutputLogEvent> events) {}

  LogStreams(Account account, String groupArn) {
    this.account = account;
    this.groupArn = groupArn;
  }

  void create(String name) {
    if (streams.containsKey(name)) {
      throw AwsError.raise(
          ResourceAlreadyExistsException.builder(),
          "ResourceAlreadyExistsException",
          400,
          "The specified log stream already exists");
    }
    LogStream stream = LogStream.builder()
        .logStreamName(name)
        .creationTime(account.now().toEpochMilli())
        .arn(groupArn + ":log-stream:" + name)
        .build();
    streams.put(name, new StoredStream(stream, new ArrayList<>()));
  }

  List<LogStream> describe(String prefix) {
    return streams.values().stream()
        .map(StoredStream::stream)
        .filter(stream -> stream.logStreamName().startsWith(prefix))
        .toList();
  }

  void put(String name, List<InputLogEvent> events) {
    long now = account.now().toEpochMilli();
    List<OutputLogEvent> stored = find(name).events();
    for (InputLogEvent event : events) {
      stored.add(OutputLogEvent.builder()
          .timestamp(event.timestamp())
          .message(event.message())
          .ingestionTime(now)
          .build());
    }
  }

  List<OutputLogEvent> events(String name) {
    return List.copyOf(find(name).events());
  }

  long storedBytes() {
    return streams.values().stream()
        .flatMap(stream -> stream.events().stream())
        .mapToLong(
            event -> event.message().getBytes(StandardCharsets.UTF_8).length + EVENT_OVERHEAD)
        .sum();
  }

  private StoredStream find(String name) {
    StoredStream stream = streams.get(name);
    if (stream == null) {
      throw SimulatedLogs.notFound("The specified log stream does not exist.");
    }
    return stream;
  }
}
