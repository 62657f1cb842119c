package org.iasql.engine.aws.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ecr.PublicRepository;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.ImageName;
import org.iasql.aws.ecs.PortProtocol;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/**
 * Writes the containers of a new revision. Each starts from the container of the same name in the
 * revision before, so that what has no column (command, secrets, health check, more ports) stays.
 */
final class ContainerWriter {
  private final Map<String, software.amazon.awssdk.services.ecs.model.ContainerDefinition> old;
  private final Map<String, ContainerDefinition> actual;
  private final Step aws;

  /**
   * Starts from a revision, or from nothing.
   *
   * @param old the containers of the revision before, as ECS has them
   * @param actual the same containers as values
   */
  ContainerWriter(
      List<software.amazon.awssdk.services.ecs.model.ContainerDefinition> old,
      List<ContainerDefinition> actual,
      Step aws) {
    this.old = old.stream()
        .collect(Collectors.toMap(
            software.amazon.awssdk.services.ecs.model.ContainerDefinition::name,
            Function.identity()));
    this.actual =
        actual.stream().collect(Collectors.toMap(ContainerDefinition::name, Function.identity()));
    this.aws = aws;
  }

  software.amazon.awssdk.services.ecs.model.ContainerDefinition write(ContainerDefinition desired) {
    var start = old.getOrDefault(
        desired.name(),
        software.amazon.awssdk.services.ecs.model.ContainerDefinition.builder().build());
    return start.toBuilder()
        .name(desired.name())
        .image(ImageName.text(repository(desired), desired.tag(), desired.digest()))
        .essential(desired.essential())
        .cpu(desired.cpu().orElse(null))
        .memory(desired.memory().orElse(null))
        .memoryReservation(desired.memoryReservation().orElse(null))
        .portMappings(ports(desired, start))
        .environment(environment(desired))
        .logConfiguration(logging(desired, start))
        .build();
  }

  private String repository(ContainerDefinition desired) {
    return desired
        .image()
        .or(() -> desired
            .repositoryId()
            .flatMap(r -> aws.resolve(Repository.class, r).value().repositoryUri()))
        .or(() -> desired
            .publicRepositoryId()
            .flatMap(r -> aws.resolve(PublicRepository.class, r).value().repositoryUri()))
        .orElseThrow(() -> new IllegalStateException(
            "Container '%s' has no image, or its repository has no URI".formatted(desired.name())));
  }

  private static List<PortMapping> ports(
      ContainerDefinition desired,
      software.amazon.awssdk.services.ecs.model.ContainerDefinition start) {
    Optional<PortMapping> first = TaskDefinitionReader.port(start);
    List<PortMapping> ports = new ArrayList<>();
    desired
        .containerPort()
        .map(port -> port(first, port, desired.protocol().orElse(PortProtocol.TCP)))
        .ifPresent(ports::add);
    start.portMappings().stream().skip(first.isPresent() ? 1 : 0).forEach(ports::add);
    return ports;
  }

  private static PortMapping port(Optional<PortMapping> first, int port, PortProtocol protocol) {
    return first
        .map(PortMapping::toBuilder)
        .orElseGet(PortMapping::builder)
        .containerPort(port)
        .hostPort(port)
        .protocol(protocol.label())
        .build();
  }

  private static List<KeyValuePair> environment(ContainerDefinition desired) {
    return desired.envVariables().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> KeyValuePair.builder().name(e.getKey()).value(e.getValue()).build())
        .toList();
  }

  /** Logging to what is no log group of this account has no column, and stays as it is. */
  private LogConfiguration logging(
      ContainerDefinition desired,
      software.amazon.awssdk.services.ecs.model.ContainerDefinition start) {
    Optional<ContainerDefinition> before = Optional.ofNullable(actual.get(desired.name()));
    if (before.isPresent() && before.get().logGroupId().equals(desired.logGroupId())) {
      return start.logConfiguration();
    }
    return desired
        .logGroupId()
        .map(group -> aws.resolve(LogGroup.class, group).value().logGroupName())
        .map(group -> awslogs(group, desired.name()))
        .orElse(null);
  }

  private LogConfiguration awslogs(String group, String prefix) {
    return LogConfiguration.builder()
        .logDriver(LogDriver.AWSLOGS)
        .options(Map.of(
            "awslogs-group", group,
            "awslogs-region", aws.region(),
            "awslogs-stream-prefix", prefix))
        .build();
  }
}
