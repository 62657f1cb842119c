package org.iasql.quickstart;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.core.IasqlFunctions;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.ModuleListing;
import org.iasql.core.RefusedException;

/**
 * The tutorial's stack: an HTTP server in a container on ECS Fargate, with its load balancer,
 * security group, image repository and role, in the default VPC of the default region. It is an
 * immutable description; stacks of different names live side by side.
 *
 * <pre>{@code
 * QuickstartStack stack = QuickstartStack.builder().name("shop").port(8080).build();
 * StackOutputs out = stack.up(iasql);
 * }</pre>
 *
 * <p>A stack's rows are found by their names, so a second {@code up} changes nothing, and one of a
 * changed description changes what differs, in place. What a user adds to the rows (a rule, a second
 * container, a listener) stays as it is.
 *
 * <p>The role {@code ecsTaskExecRole-<region>} is shared by all stacks of a region. {@code up} uses
 * the one that is there, or makes it with the description {@value SharedRole#MARK}; {@code down}
 * deletes it when it has that description and no task definition refers to it any more.
 */
public final class QuickstartStack {
  private static final String[] MODULES = {
    "aws_cloudwatch", "aws_ecr", "aws_ecs_fargate", "aws_elb", "aws_security_group", "aws_vpc"
  };

  private final StackSettings settings;

  QuickstartStack(StackSettings settings) {
    this.settings = settings;
  }

  /** Starts to describe a stack. */
  public static QuickstartStackBuilder builder() {
    return new QuickstartStackBuilder();
  }

  /** Returns the modules whose tables a stack's rows are in, for {@link Iasql#install}. */
  public static String[] modules() {
    return MODULES.clone();
  }

  /** Returns the project's name. */
  public String name() {
    return settings.name();
  }

  /** Returns the tag of the image that the tasks run. */
  public String imageTag() {
    return settings.imageTag();
  }

  /**
   * Previews {@link #up(Iasql)}, in a transaction that is rolled back. Modules that are missing are
   * installed within it, so that nothing of them stays either.
   */
  public List<Change> plan(Iasql iasql) {
    return iasql.withTransaction(tx -> {
      installMissing(tx);
      up(tx);
      List<Change> plan = tx.planApply();
      tx.rollback();
      return plan;
    });
  }

  /**
   * Writes the rows, applies, and commits: all, or nothing. Modules that are missing are installed
   * before, and stay. Other changes of rows that were not applied yet are applied too. It takes
   * minutes on a real account, and does not wait for tasks, whose image is pushed afterwards.
   */
  public StackOutputs up(Iasql iasql) {
    installMissing(iasql);
    return iasql.withTransaction(tx -> {
      up(tx);
      return outputs(tx, tx.apply());
    });
  }

  /**
   * Writes the rows in the caller's transaction, and nothing else: apply and commit are the caller's.
   *
   * @throws RefusedException if a module is not installed, or the region has no default VPC
   */
  public void up(IasqlTransaction tx) {
    Set<String> missing = missingModules(tx);
    if (!missing.isEmpty()) {
      throw new RefusedException(
          "Stack '%s' needs modules that are not installed in this database: %s. Install them first: iasql.install(QuickstartStack.modules())."
              .formatted(name(), String.join(", ", missing)));
    }
    new StackRows(settings, tx).write();
  }

  /**
   * Deletes the rows, applies, and commits: all, or nothing. If the builder was told to delete images,
   * they go first, in an apply and commit of their own, once a preview has shown that the rest can go.
   *
   * @return what was changed and deleted; nothing, if there was no such stack
   * @throws RefusedException if the repository holds images and the builder was not told to delete
   *     them, or if a row that is not the stack's refers to one of its rows
   */
  public List<Change> down(Iasql iasql) {
    if (!missingModules(iasql).isEmpty()) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    if (settings.deleteImages()) {
      iasql.useTransaction(tx -> {
        new StackTeardown(settings, tx).deleteAllButRepository();
        tx.planApply();
        tx.rollback();
      });
      changes.addAll(iasql.withTransaction(
          tx -> new StackTeardown(settings, tx).wishImagesAway() ? tx.apply() : List.of()));
    }
    changes.addAll(iasql.withTransaction(tx -> {
      down(tx);
      return tx.apply();
    }));
    return List.copyOf(changes);
  }

  /**
   * Deletes the rows in the caller's transaction, and nothing else: apply and commit are the
   * caller's. It leaves images alone: where there are any, set {@code repository.delete_images} and
   * apply first.
   *
   * @throws RefusedException if a row that is not the stack's refers to one of its rows
   */
  public void down(IasqlTransaction tx) {
    if (missingModules(tx).isEmpty()) {
      new StackTeardown(settings, tx).delete();
    }
  }

  /** Starts to say what the stack's image is made from, to push it without Docker. */
  public StackImage image() {
    return new StackImage(this);
  }

  /**
   * Has the service start its tasks anew, as after a push of the tag that it runs: sets {@code
   * service.force_new_deployment}, applies and commits. Other changes of rows that were not applied
   * yet are applied too. It does not wait for the tasks: {@link #awaitHealthy} does.
   *
   * @throws RefusedException if the stack is not up
   */
  public List<Change> redeploy(Iasql iasql) {
    return withService(iasql, StackService::redeploy);
  }

  /** As {@link #awaitHealthy(Iasql, StackDeployment, Duration, Consumer)}, without a look between. */
  public ServiceState awaitHealthy(Iasql iasql, StackDeployment aws, Duration timeout) {
    return awaitHealthy(iasql, aws, timeout, state -> {});
  }

  /**
   * Waits until all tasks run and the load balancer calls them healthy, and then the health URL
   * answers a GET from here with 2xx. The URL of an internal stack is not asked: it answers in its
   * VPC alone. A deployment that is in progress is waited for.
   *
   * @param progress sees each look at the service, one every two seconds
   * @throws RefusedException if the stack is not up
   * @throws IasqlException after the timeout, or when ECS gave the deployment up, with what ECS says of
   *     the service and its stopped tasks, the load balancer of its targets, and the server
   */
  public ServiceState awaitHealthy(
      Iasql iasql, StackDeployment aws, Duration timeout, Consumer<ServiceState> progress) {
    ServiceTarget service = withService(iasql, StackService::serviceTarget);
    Optional<URI> health = iasql.withTransaction(tx -> settings.internal()
        ? Optional.empty()
        : Optional.of(URI.create(outputs(tx, List.of()).healthUrl())));
    return new HealthWait(aws, service, health, progress).await(name(), timeout);
  }

  /** Reads or changes the rows of a stack that is up, in a transaction. */
  <R> R withService(Iasql iasql, Function<StackService, R> work) {
    if (!missingModules(iasql).isEmpty()) {
      throw new RefusedException(
          "Stack '%s' is not up: this database has not its modules installed. Bring it up first with up(iasql)."
              .formatted(name()));
    }
    return iasql.withTransaction(tx -> work.apply(service(tx)));
  }

  StackService service(IasqlTransaction tx) {
    return new StackService(settings, tx);
  }

  int port() {
    return settings.port();
  }

  /** Returns what the rows say about a stack that is up. */
  StackOutputs outputs(IasqlTransaction tx, List<Change> changes) {
    return new StackRows(settings, tx).outputs(changes);
  }

  private static void installMissing(IasqlFunctions iasql) {
    Set<String> missing = missingModules(iasql);
    if (!missing.isEmpty()) {
      iasql.install(missing.toArray(String[]::new));
    }
  }

  private static Set<String> missingModules(IasqlFunctions iasql) {
    Set<String> installed = iasql.installedModules().stream()
        .map(ModuleListing::moduleName)
        .collect(Collectors.toSet());
    return Arrays.stream(MODULES)
        .filter(module -> !installed.contains(module))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the settings, as jshell shows them; values of variables are left out. */
  @Override
  public String toString() {
    return "QuickstartStack '%s': port %d, %s, %d x '%s', %s"
        .formatted(
            settings.name(),
            settings.port(),
            settings.cpuMemory().label(),
            settings.desiredCount(),
            settings.imageTag(),
            settings.internal() ? "internal" : "public");
  }
}
