package org.iasql.local.aws;

import java.util.OptionalInt;

/**
 * Why the tasks of a service stop, in ECS's words.
 *
 * @param stopCode such as {@code TaskFailedToStart}
 * @param stoppedReason such as {@code CannotPullContainerError: ...}
 * @param exitCode what the containers exited with; empty if they never ran
 */
public record TaskFailure(String stopCode, String stoppedReason, OptionalInt exitCode) {
  /** The task does not start, such as for want of an image. */
  public static TaskFailure toStart(String stoppedReason) {
    return new TaskFailure("TaskFailedToStart", stoppedReason, OptionalInt.empty());
  }

  /** The container starts, and exits. */
  public static TaskFailure ofContainer(int exitCode) {
    return new TaskFailure(
        "EssentialContainerExited", "Essential container in task exited", OptionalInt.of(exitCode));
  }
}
