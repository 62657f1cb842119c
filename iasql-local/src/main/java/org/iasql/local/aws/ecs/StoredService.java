package org.iasql.local.aws.ecs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.AttachedTarget;
import org.iasql.local.aws.TaskFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** A service with its deployments and tasks; what it looks like follows the account's clock. */
final class StoredService {
  static final String ACTIVE = "ACTIVE";
  static final String DRAINING = "DRAINING";
  static final String INACTIVE = "INACTIVE";

  private final Account account;
  private final @Nullable String clientToken;
  private final CreateServiceRequest request;
  private Service service;
  private Optional<Instant> deletedAt = Optional.empty();
  private Deployment primary;
  private Optional<Deployment> previous = Optional.empty();
  private final List<StoredTask> tasks = new ArrayList<>();
  private final List<StoredTask> failed = new ArrayList<>();
  private final ServiceEvents events;
  private boolean failing;

  StoredService(Account account, CreateServiceRequest request, Service service) {
    this.account = account;
    this.clientToken = request.clientToken();
    this.request = request;
    this.service = service;
    this.primary = newDeployment();
    this.events = new ServiceEvents(service.serviceName());
  }

  String name() {
    return service.serviceName();
  }

  Service service() {
    return service;
  }

  boolean isCreatedBy(CreateServiceRequest other) {
    return clientToken != null && request.equals(other);
  }

  boolean hasToken(@Nullable String token) {
    return clientToken != null && clientToken.equals(token);
  }

  String status() {
    return deletedAt.map(time -> account.isDrained(time) ? INACTIVE : DRAINING).orElse(ACTIVE);
  }

  /** Changes the service, and deploys anew if tasks started before would not be as it wants. */
  void update(Service changed, boolean deploy) {
    service = changed;
    if (deploy) {
      previous = Optional.of(primary);
      primary = newDeployment();
      stopTasks(0);
    }
  }

  /** Starts and stops tasks until there are as many as wanted, in the given subnets and groups. */
  void scale(
      String region,
      Service wanted,
      List<String> containers,
      List<String> subnets,
      List<String> groups,
      Addresses addresses) {
    int count = wanted.launchType() == LaunchType.FARGATE ? wanted.desiredCount() : 0;
    stopTasks(count);
    List<StoredTask> started = new ArrayList<>();
    for (long i = running().count(); i < count; i++) {
      String id = account.hex(32);
      String cluster = wanted.clusterArn().substring(wanted.clusterArn().lastIndexOf('/') + 1);
      String subnet = subnets.get((int) (i % subnets.size()));
      started.add(new StoredTask(
          account.arn("ecs", region, "task/" + cluster + "/" + id),
          wanted.taskDefinition(),
          containers,
          account.now(),
          new AttachedInterface(
              account.newId("eni-"),
              subnet,
              groups,
              "arn:aws:ecs:" + region + ":" + account.accountId() + ":attachment/"
                  + account.uuid()),
          addresses.next(subnet)));
      tasks.add(started.get(started.size() - 1));
    }
    failing = false;
    events.started(started, account.now());
  }

  /** Tells whether its tasks failed when it was last looked at. */
  boolean isFailing() {
    return failing;
  }

  /** Stops what runs, for a reason that stays to be read. */
  void fail(TaskFailure why) {
    failing = true;
    List<StoredTask> victims = running().toList();
    if (victims.isEmpty()) {
      return;
    }
    victims.forEach(task -> task.fail(why, account.now()));
    tasks.removeAll(victims);
    failed.addAll(0, victims);
    primary =
        primary.toBuilder().failedTasks(primary.failedTasks() + victims.size()).build();
    events.unableToStart(account.now());
  }

  void delete() {
    stopTasks(0);
    service = service.toBuilder().desiredCount(0).build();
    deletedAt = Optional.of(account.now());
  }

  /** The network interfaces of tasks that run, and of those that stopped a while ago. */
  Stream<AttachedInterface> interfaces() {
    return present().map(StoredTask::attached);
  }

  /** What is registered in a target group: a task at each port that the service balances there. */
  Stream<AttachedTarget> targets(String targetGroupArn) {
    return service.loadBalancers().stream()
        .filter(balancer -> targetGroupArn.equals(balancer.targetGroupArn()))
        .flatMap(balancer -> running()
            .map(task ->
                new AttachedTarget(task.address(), balancer.containerPort(), task.startedAt())));
  }

  /**
   * The tasks that run, will as soon as they are provisioned, or are about to stop; and those that
   * failed.
   */
  List<Task> tasks() {
    return Stream.concat(
            present().map(task -> task.described(service, lastStatus(task))),
            failed.stream().map(task -> task.described(service, "STOPPED")))
        .toList();
  }

  Service described() {
    int running = runningCount();
    int pending = service.desiredCount() - running;
    Deployment current = primary.toBuilder()
        .desiredCount(service.desiredCount())
        .runningCount(running)
        .pendingCount(pending)
        .rolloutState(
            pending == 0 ? DeploymentRolloutState.COMPLETED : DeploymentRolloutState.IN_PROGRESS)
        .build();
    List<Deployment> deployments = new ArrayList<>();
    if (!status().equals(INACTIVE)) {
      deployments.add(current);
      previous
          .filter(old -> !account.isProvisioned(primary.createdAt()))
          .map(old -> old.toBuilder().status("ACTIVE").desiredCount(0).build())
          .ifPresent(deployments::add);
    }
    return service.toBuilder()
        .status(status())
        .runningCount(running)
        .pendingCount(pending)
        .deployments(deployments)
        .events(events.all())
        .build();
  }

  private int runningCount() {
    return (int)
        running().filter(task -> account.isProvisioned(task.startedAt())).count();
  }

  private String lastStatus(StoredTask task) {
    if (task.stoppedAt().isPresent()) {
      return "DEACTIVATING";
    }
    return account.isProvisioned(task.startedAt()) ? "RUNNING" : "PENDING";
  }

  private Stream<StoredTask> present() {
    return tasks.stream()
        .filter(task -> task.stoppedAt().map(time -> !account.isDrained(time)).orElse(true));
  }

  private Stream<StoredTask> running() {
    return tasks.stream().filter(task -> task.stoppedAt().isEmpty());
  }

  private void stopTasks(int keep) {
    List<StoredTask> stopped = running().skip(keep).toList();
    stopped.forEach(task -> task.stop(account.now()));
    events.stopped(stopped, account.now());
    tasks.removeIf(task -> task.stoppedAt().map(account::isDrained).orElse(false));
  }

  private Deployment newDeployment() {
    return Deployment.builder()
        .id("ecs-svc/" + account.letters(19, "0123456789"))
        .status("PRIMARY")
        .taskDefinition(service.taskDefinition())
        .launchType(service.launchType())
        .platformVersion(service.platformVersion())
        .networkConfiguration(service.networkConfiguration())
        .createdAt(account.now())
        .updatedAt(account.now())
        .failedTasks(0)
        .runningCount(0)
        .pendingCount(0)
        .build();
  }
}
