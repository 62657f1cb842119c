package org.iasql.engine.aws.ecs;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.iam.Role;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Maps {@code task_definition} to ECS. A row is a family; what stands for it in AWS is one revision.
 * An account can hold any number of revisions, so only those are described that a row or a service
 * refers to, or that are this database's own; a deregistered one counts as gone.
 */
final class TaskDefinitionMapper implements ResourceMapper<TaskDefinition> {
  @Override
  public ResourceType<TaskDefinition> type() {
    return ResourceType.of(TaskDefinition.class);
  }

  @Override
  public List<Observed<TaskDefinition>> list(Observation aws) {
    Set<String> byRows = new LinkedHashSet<>();
    aws.rows(TaskDefinition.class).stream()
        .filter(row -> row.region().equals(Optional.of(aws.region())))
        .map(row -> row.taskDefinitionArn().orElse(row.family()))
        .forEach(byRows::add);
    Set<String> held = aws.held(TaskDefinition.class).stream()
        .filter(arn -> arn.contains(":" + aws.region() + ":"))
        .collect(Collectors.toSet());
    Set<String> known = new LinkedHashSet<>(byRows);
    known.addAll(held);
    List<software.amazon.awssdk.services.ecs.model.TaskDefinition> inUse = inUse(known, aws);
    Set<String> byServices = byServices(aws);
    // Waits for other lists, so only now.
    TaskDefinitionReader reader = new TaskDefinitionReader(ContainerSources.of(aws), aws.region());
    return inUse.stream()
        .collect(Collectors.groupingBy(definition -> definition.family()))
        .values()
        .stream()
        .map(revisions -> oneOf(revisions, byRows, held, byServices, aws))
        .map(reader::observed)
        .toList();
  }

  private static Set<String> byServices(Observation aws) {
    return aws.all(Service.class).stream()
        .flatMap(service -> service.value().taskDefinitionId().stream())
        .flatMap(definition -> definition.cloud().stream())
        .collect(Collectors.toSet());
  }

  /** What is known is described while the services, which may refer to more, are still listed. */
  private static List<software.amazon.awssdk.services.ecs.model.TaskDefinition> inUse(
      Set<String> known, Observation aws) {
    List<Supplier<List<String>>> wanted = List.of(
        () -> List.copyOf(known),
        () -> byServices(aws).stream().filter(arn -> !known.contains(arn)).toList());
    Set<String> seen = new HashSet<>();
    return aws.parallel(wanted, names -> described(names.get(), aws)).stream()
        .flatMap(List::stream)
        .filter(definition -> definition.status() == TaskDefinitionStatus.ACTIVE)
        .filter(definition -> seen.add(definition.taskDefinitionArn()))
        .filter(definition -> holds(definition, aws))
        .toList();
  }

  private static List<software.amazon.awssdk.services.ecs.model.TaskDefinition> described(
      List<String> names, Observation aws) {
    return aws
        .parallel(
            names,
            name -> aws.unlessMissing(
                () -> aws.ecs().describeTaskDefinition(r -> r.taskDefinition(name))))
        .stream()
        .flatMap(Optional::stream)
        .map(DescribeTaskDefinitionResponse::taskDefinition)
        .toList();
  }

  private static boolean holds(
      software.amazon.awssdk.services.ecs.model.TaskDefinition definition, Observation aws) {
    Optional<String> reason = TaskDefinitionReader.reasonToLeaveOut(definition);
    reason.ifPresent(
        why -> aws.leaveOut(TaskDefinition.class, definition.taskDefinitionArn(), why));
    return reason.isEmpty();
  }

  /** The revision of a family: the row's, else our own, else the newest in use, else the newest. */
  private static software.amazon.awssdk.services.ecs.model.TaskDefinition oneOf(
      List<software.amazon.awssdk.services.ecs.model.TaskDefinition> revisions,
      Set<String> byRows,
      Set<String> held,
      Set<String> byServices,
      Observation aws) {
    Comparator<software.amazon.awssdk.services.ecs.model.TaskDefinition> order =
        Comparator.comparing(revision -> byRows.contains(revision.taskDefinitionArn()));
    var chosen = revisions.stream()
        .max(order
            .thenComparing(revision -> held.contains(revision.taskDefinitionArn()))
            .thenComparing(revision -> byServices.contains(revision.taskDefinitionArn()))
            .thenComparing(revision -> revision.revision()))
        .orElseThrow();
    revisions.stream()
        .filter(revision -> revision != chosen)
        .forEach(revision -> aws.leaveOut(
            TaskDefinition.class,
            revision.taskDefinitionArn(),
            "another revision of their family is in the table"));
    return chosen;
  }

  @Override
  public Observed<TaskDefinition> create(TaskDefinition desired, Step aws) {
    ContainerWriter containers = new ContainerWriter(List.of(), List.of(), aws);
    return register(
        RegisterTaskDefinitionRequest.builder()
            .requiresCompatibilities(Compatibility.FARGATE)
            .tags(EcsTags.of(aws.tags())),
        desired,
        containers,
        aws);
  }

  @Override
  public Observed<TaskDefinition> update(
      Observed<TaskDefinition> actual, TaskDefinition desired, Step aws) {
    DescribeTaskDefinitionResponse there = aws.ecs()
        .describeTaskDefinition(
            r -> r.taskDefinition(actual.identity()).include(TaskDefinitionField.TAGS));
    var old = there.taskDefinition();
    ContainerWriter containers =
        new ContainerWriter(old.containerDefinitions(), actual.value().containers(), aws);
    return register(
        RegisterTaskDefinitionRequest.builder()
            .requiresCompatibilities(Compatibility.FARGATE)
            .volumes(old.volumes())
            .placementConstraints(old.placementConstraints())
            .pidMode(old.pidMode())
            .ipcMode(old.ipcMode())
            .proxyConfiguration(old.proxyConfiguration())
            .ephemeralStorage(old.ephemeralStorage())
            .runtimePlatform(old.runtimePlatform())
            .enableFaultInjection(old.enableFaultInjection())
            .tags(EcsTags.carriedOver(there.tags(), aws.tags())),
        desired,
        containers,
        aws);
  }

  private static Observed<TaskDefinition> register(
      RegisterTaskDefinitionRequest.Builder start,
      TaskDefinition desired,
      ContainerWriter containers,
      Step aws) {
    RegisterTaskDefinitionRequest request = start
        .family(desired.family())
        .networkMode(NetworkMode.AWSVPC)
        .cpu(String.valueOf(desired.cpuMemory().cpuUnits()))
        .memory(String.valueOf(desired.cpuMemory().memoryMib()))
        .taskRoleArn(aws.identity(Role.class, desired.taskRoleName()).orElse(null))
        .executionRoleArn(aws.identity(Role.class, desired.executionRoleName()).orElse(null))
        .containerDefinitions(
            desired.containers().stream().map(containers::write).toList())
        .build();
    var registered = aws.ecs().registerTaskDefinition(request).taskDefinition();
    return new TaskDefinitionReader(ContainerSources.of(desired, aws), aws.region())
        .observed(registered);
  }

  @Override
  public void delete(Observed<TaskDefinition> actual, Step aws) {
    aws.ecs().deregisterTaskDefinition(r -> r.taskDefinition(actual.identity()));
  }

  @Override
  public Optional<Observed<TaskDefinition>> read(Observed<TaskDefinition> known, Aws aws) {
    return described(known.identity(), aws)
        .map(there -> readable(there.taskDefinition(), known.value(), aws));
  }

  /** What was registered last: a family's name stands for its newest active revision. */
  @Override
  public Optional<Observed<TaskDefinition>> made(
      TaskDefinition wish, Map<String, String> tags, Aws aws) {
    return described(wish.family(), aws)
        .filter(there -> EcsTags.carried(tags, there.tags()))
        .map(there -> readable(there.taskDefinition(), wish, aws));
  }

  private static Optional<DescribeTaskDefinitionResponse> described(String nameOrArn, Aws aws) {
    return aws.unlessMissing(() -> aws.ecs()
            .describeTaskDefinition(
                r -> r.taskDefinition(nameOrArn).include(TaskDefinitionField.TAGS)))
        .filter(there -> there.taskDefinition().status() == TaskDefinitionStatus.ACTIVE);
  }

  private static Observed<TaskDefinition> readable(
      software.amazon.awssdk.services.ecs.model.TaskDefinition there,
      TaskDefinition known,
      Aws aws) {
    return new TaskDefinitionReader(ContainerSources.in(there, known, aws), aws.region())
        .observed(there);
  }

  @Override
  public boolean updateChangesIdentity() {
    return true;
  }

  @Override
  public Optional<String> objection(TaskDefinition desired, Observation aws) {
    if (desired.containers().stream().noneMatch(ContainerDefinition::essential)) {
      return Optional.of(
          "Task definition '%s' has no essential container, and ECS requires one. Set essential of a row of container_definition."
              .formatted(desired.family()));
    }
    if (desired.executionRoleName().isPresent()) {
      return Optional.empty();
    }
    return desired.containers().stream()
        .filter(c -> c.repositoryId().isPresent() || c.logGroupId().isPresent())
        .findFirst()
        .map(c ->
            ("Task definition '%s' has no execution role, and Fargate needs one for container '%s',"
                    + " to pull its image from ECR or to write its log group. Set execution_role_name.")
                .formatted(desired.family(), c.name()));
  }
}
