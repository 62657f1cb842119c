package org.iasql.local.aws.ecs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** What ECS tells of a service, newest first, in its own words. */
final class ServiceEvents {
  private static final int LIMIT = 100;

  private final String service;
  private final List<ServiceEvent> events = new ArrayList<>();

  ServiceEvents(String service) {
    this.service = service;
  }

  void started(List<StoredTask> tasks, Instant now) {
    addTasks("has started %d tasks: %s.", tasks, now);
  }

  void stopped(List<StoredTask> tasks, Instant now) {
    addTasks("has stopped %d running tasks: %s.", tasks, now);
  }

  void unableToStart(Instant now) {
    add(
        "is unable to consistently start tasks successfully. For more information, see the"
            + " Troubleshooting section of the Amazon ECS Developer Guide.",
        now);
  }

  List<ServiceEvent> all() {
    return List.copyOf(events);
  }

  private void addTasks(String text, List<StoredTask> tasks, Instant now) {
    if (!tasks.isEmpty()) {
      String ids = String.join(
          " ", tasks.stream().map(task -> "(task " + task.id() + ")").toList());
      add(text.formatted(tasks.size(), ids), now);
    }
  }

  private void add(String text, Instant now) {
    String message = "(service " + service + ") " + text;
    events.add(
        0,
        ServiceEvent.builder()
            .id(UUID.nameUUIDFromBytes((events.size() + message).getBytes(StandardCharsets.UTF_8))
                .toString())
            .createdAt(now)
            .message(message)
            .build());
    if (events.size() > LIMIT) {
      events.remove(LIMIT);
    }
  }
}
