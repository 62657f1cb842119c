package org.iasql.engine.aws.ecs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ecr.PublicRepository;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.CpuMemory;
import org.iasql.aws.ecs.ImageName;
import org.iasql.aws.ecs.PortProtocol;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.ecs.TaskDefinitionStatus;
import org.iasql.core.resource.Ref;
import org.iasql.engine.aws.Observed;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/** Reads a task definition as ECS describes it. */
final class TaskDefinitionReader {
  private final ContainerSources sources;
  private final String region;

  TaskDefinitionReader(ContainerSources sources, String region) {
    this.sources = sources;
    this.region = region;
  }

  /** Why the tables cannot hold a task definition; empty if they can. */
  static Optional<String> reasonToLeaveOut(
      software.amazon.awssdk.services.ecs.model.TaskDefinition definition) {
    if (definition.networkMode() != NetworkMode.AWSVPC) {
      return Optional.of("their network mode is not awsvpc, so they do not run on Fargate");
    }
    return cpuMemory(definition).isPresent()
        ? Optional.empty()
        : Optional.of("their CPU and memory are no pair that Fargate has");
  }

  Observed<TaskDefinition> observed(
      software.amazon.awssdk.services.ecs.model.TaskDefinition definition) {
    TaskDefinition value = TaskDefinition.builder()
        .region(region)
        .family(definition.family())
        .taskDefinitionArn(definition.taskDefinitionArn())
        .revision(definition.revision())
        .status(TaskDefinitionStatus.valueOf(definition.statusAsString()))
        .cpuMemory(cpuMemory(definition).orElseThrow())
        .taskRoleName(Optional.ofNullable(definition.taskRoleArn()).map(Ref::cloud))
        .executionRoleName(Optional.ofNullable(definition.executionRoleArn()).map(Ref::cloud))
        .containers(
            definition.containerDefinitions().stream().map(this::container).toList())
        .build();
    return Observed.of(definition.taskDefinitionArn(), value);
  }

  private static Optional<CpuMemory> cpuMemory(
      software.amazon.awssdk.services.ecs.model.TaskDefinition definition) {
    return figure(definition.cpu())
        .flatMap(cpu -> figure(definition.memory()).flatMap(memory -> CpuMemory.of(cpu, memory)));
  }

  private static Optional<Integer> figure(String text) {
    return Optional.ofNullable(text).filter(t -> t.matches("\\d{1,9}")).map(Integer::valueOf);
  }

  private ContainerDefinition container(
      software.amazon.awssdk.services.ecs.model.ContainerDefinition container) {
    ImageName image = ImageName.parse(container.image());
    Optional<Ref<Repository>> repository = image.image().flatMap(sources::repository);
    Optional<Ref<PublicRepository>> publicRepository =
        image.image().flatMap(sources::publicRepository);
    boolean elsewhere = repository.isEmpty() && publicRepository.isEmpty();
    Optional<PortMapping> port = port(container);
    return ContainerDefinition.builder()
        .name(container.name())
        .image(image.image().filter(text -> elsewhere))
        .repositoryId(repository)
        .publicRepositoryId(publicRepository)
        .tag(image.tag())
        .digest(image.digest())
        .essential(Optional.ofNullable(container.essential()).orElse(true))
        .cpu(Optional.ofNullable(container.cpu()))
        .memory(Optional.ofNullable(container.memory()))
        .memoryReservation(Optional.ofNullable(container.memoryReservation()))
        .containerPort(port.map(PortMapping::containerPort))
        .hostPort(port.map(PortMapping::containerPort))
        .protocol(port.map(TaskDefinitionReader::protocol))
        .envVariables(environment(container.environment()))
        .logGroupId(logGroup(container))
        .build();
  }

  /** The port that has columns: the first mapping, unless it is of a range of ports. */
  static Optional<PortMapping> port(
      software.amazon.awssdk.services.ecs.model.ContainerDefinition container) {
    return container.portMappings().stream()
        .limit(1)
        .filter(mapping -> mapping.containerPort() != null)
        .findFirst();
  }

  private static PortProtocol protocol(PortMapping mapping) {
    return mapping.protocol() == TransportProtocol.UDP ? PortProtocol.UDP : PortProtocol.TCP;
  }

  private static Map<String, String> environment(List<KeyValuePair> variables) {
    return variables.stream()
        .collect(Collectors.toMap(
            KeyValuePair::name,
            pair -> Optional.ofNullable(pair.value()).orElse(""),
            (first, last) -> last));
  }

  private Optional<Ref<LogGroup>> logGroup(
      software.amazon.awssdk.services.ecs.model.ContainerDefinition container) {
    return Optional.ofNullable(container.logConfiguration())
        .filter(logging -> logging.logDriver() == LogDriver.AWSLOGS)
        .map(logging -> logging.options())
        .filter(options -> region.equals(options.get("awslogs-region")))
        .map(options -> options.get("awslogs-group"))
        .flatMap(sources::logGroup);
  }
}
