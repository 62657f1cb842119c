package org.iasql.quickstart;

import java.util.List;
import java.util.Optional;

/**
 * What ECS and the load balancer say of a service at one moment, in their own words.
 *
 * @param desired how many tasks there shall be
 * @param running how many run
 * @param deploying whether tasks of an earlier deployment are still being replaced
 * @param rolloutFailure why ECS gave the deployment up, if it did
 * @param events what ECS tells of the service, newest first
 * @param stopped why tasks stopped, newest first
 * @param targets what the load balancer thinks of each task
 */
public record ServiceState(
    int desired,
    int running,
    boolean deploying,
    Optional<String> rolloutFailure,
    List<String> events,
    List<StoppedTask> stopped,
    List<Target> targets) {

  /** Copies the lists. */
  public ServiceState {
    events = List.copyOf(events);
    stopped = List.copyOf(stopped);
    targets = List.copyOf(targets);
  }

  /**
   * A task that stopped.
   *
   * @param id the last part of its ARN
   * @param reason ECS's stopped reason, and what it says of each container
   */
  public record StoppedTask(String id, String reason) {}

  /**
   * A task as the load balancer sees it.
   *
   * @param address IP address and port
   * @param state such as {@code healthy}, {@code initial} or {@code unhealthy}
   * @param reason the load balancer's reason and description; empty for a healthy one
   */
  public record Target(String address, String state, String reason) {
    boolean isHealthy() {
      return state.equals("healthy");
    }
  }

  /** How many targets get requests. */
  public int healthy() {
    return (int) targets.stream().filter(Target::isHealthy).count();
  }

  /** Whether every task that there shall be runs, as it shall be, and gets requests. */
  public boolean isSettled() {
    return !deploying && running == desired && healthy() >= desired;
  }

  /** Returns the numbers, on one line. */
  @Override
  public String toString() {
    return "%d of %d tasks run%s, %d of %d targets are healthy"
        .formatted(
            running,
            desired,
            deploying ? ", a deployment is in progress" : "",
            healthy(),
            targets.size());
  }
}
