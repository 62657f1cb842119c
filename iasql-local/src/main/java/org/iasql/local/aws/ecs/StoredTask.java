package org.iasql.local.aws.ecs;

import java.time.Instant;
import java.util.Optional;
import org.iasql.local.aws.AttachedInterface;

/** A task of a service; stopped, it keeps its network interface for a while. */
final class StoredTask {
  private final String arn;
  private final String taskDefinition;
  private final Instant startedAt;
  private final AttachedInterface attached;
  private Optional<Instant> stoppedAt = Optional.empty();

  StoredTask(String arn, String taskDefinition, Instant startedAt, AttachedInterface attached) {
    this.arn = arn;
    this.taskDefinition = taskDefinition;
    this.startedAt = startedAt;
    this.attached = attached;
  }

  String arn() {
    return arn;
  }

  String taskDefinition() {
    return taskDefinition;
  }

  Instant startedAt() {
    return startedAt;
  }

  AttachedInterface attached() {
    return attached;
  }

  Optional<Instant> stoppedAt() {
    return stoppedAt;
  }

  void stop(Instant now) {
    stoppedAt = Optional.of(now);
  }
}
