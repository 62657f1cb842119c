package org.iasql.local.aws.ecs;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.LogDriver;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** What ECS checks of a task definition before it registers it. */
final class TaskDefinitionRules {
  private static final Pattern FAMILY = Pattern.compile("[a-zA-Z0-9_-]{1,255}");
  private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");
  private static final Pattern ECR_IMAGE =
      Pattern.compile("\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/.+");

  /** For each CPU value of Fargate, in units, the memory it goes with, in MiB. */
  private static final Map<Integer, MemoryRange> FARGATE = Map.of(
      512, new MemoryRange(1024, 4096, 1024),
      1024, new MemoryRange(2048, 8192, 1024),
      2048, new MemoryRange(4096, 16384, 1024),
      4096, new MemoryRange(8192, 30720, 1024),
      8192, new MemoryRange(16384, 61440, 4096),
      16384, new MemoryRange(32768, 122880, 8192));

  private static final Set<Integer> SMALLEST = Set.of(512, 1024, 2048);

  private final RegisterTaskDefinitionRequest request;
  private final Optional<Integer> cpu;
  private final Optional<Integer> memory;

  private record MemoryRange(int from, int to, int step) {
    boolean contains(int memory) {
      return memory >= from && memory <= to && (memory - from) % step == 0;
    }
  }

  TaskDefinitionRules(RegisterTaskDefinitionRequest request) {
    this.request = request;
    this.cpu = units(request.cpu(), "vcpu");
    this.memory = units(request.memory(), "gb");
  }

  /** The task's CPU units, however the request writes them. */
  @Nullable
  String cpu() {
    return cpu.map(String::valueOf).orElse(null);
  }

  /** The task's memory in MiB, however the request writes it. */
  @Nullable
  String memory() {
    return memory.map(String::valueOf).orElse(null);
  }

  boolean isFargate() {
    return request.requiresCompatibilities().contains(Compatibility.FARGATE);
  }

  void check() {
    if (request.family() == null || !FAMILY.matcher(request.family()).matches()) {
      throw EcsErrors.client("Family contains invalid characters.");
    }
    checkRole(request.taskRoleArn());
    checkRole(request.executionRoleArn());
    if (request.containerDefinitions().isEmpty()) {
      throw EcsErrors.client("Container list cannot be empty.");
    }
    Set<String> names = new HashSet<>();
    for (ContainerDefinition container : request.containerDefinitions()) {
      checkContainer(container);
      if (!names.add(container.name())) {
        throw EcsErrors.client("Container.name should be unique. The name '"
            + container.name()
            + "' is used more than once.");
      }
    }
    if (request.containerDefinitions().stream().noneMatch(TaskDefinitionRules::isEssential)) {
      throw EcsErrors.client("A task definition must have at least one essential container.");
    }
    if (isFargate()) {
      checkFargate();
    }
  }

  private void checkContainer(ContainerDefinition container) {
    if (container.name() == null || !FAMILY.matcher(container.name()).matches()) {
      throw EcsErrors.client("Container.name contains invalid characters.");
    }
    if (container.image() == null || container.image().isBlank()) {
      throw EcsErrors.client("Container.image should not be null or empty.");
    }
    Integer hard = container.memory();
    Integer soft = container.memoryReservation();
    if (hard == null && soft == null && memory.isEmpty()) {
      throw EcsErrors.client("Invalid setting for container '"
          + container.name()
          + "'. At least one of 'memory' or 'memoryReservation' must be specified.");
    }
    if (hard != null && soft != null && soft > hard) {
      throw EcsErrors.client("Invalid setting for container '"
          + container.name()
          + "'. 'memoryReservation' must not be greater than 'memory'.");
    }
    if (memory.isPresent() && hard != null && hard > memory.get()) {
      throw EcsErrors.client("Invalid 'memory' setting for container '"
          + container.name()
          + "'. It must not be greater than the memory of the task.");
    }
    container.portMappings().forEach(this::checkPort);
  }

  private void checkPort(PortMapping port) {
    if (port.containerPort() != null
        && (port.containerPort() < 1 || port.containerPort() > 65535)) {
      throw EcsErrors.client("Invalid container port '" + port.containerPort() + "'.");
    }
    if (request.networkMode() == NetworkMode.AWSVPC
        && port.hostPort() != null
        && !port.hostPort().equals(port.containerPort())) {
      throw EcsErrors.client("When networkMode=awsvpc, the host ports and container ports in port "
          + "mappings must match.");
    }
  }

  private void checkFargate() {
    if (request.networkMode() != NetworkMode.AWSVPC) {
      throw EcsErrors.client("Fargate only supports network mode 'awsvpc'.");
    }
    if (cpu.isEmpty()) {
      throw EcsErrors.client("Fargate requires that 'cpu' be defined at the task level.");
    }
    if (memory.isEmpty()) {
      throw EcsErrors.client("Fargate requires that 'memory' be defined at the task level.");
    }
    if (!isPair(cpu.get(), memory.get())) {
      throw EcsErrors.client("No Fargate configuration exists for given values: "
          + cpu.get()
          + " CPU, "
          + memory.get()
          + " memory. See the Amazon ECS documentation for the valid values.");
    }
    int sum = request.containerDefinitions().stream()
        .mapToInt(container -> Optional.ofNullable(container.cpu()).orElse(0))
        .sum();
    if (sum > cpu.get()) {
      throw EcsErrors.client(
          "The sum of the containers' 'cpu' must not be greater than the cpu of " + "the task.");
    }
    if (request.executionRoleArn() == null) {
      checkNoExecutionRoleNeeded(request.containerDefinitions());
    }
  }

  private static void checkNoExecutionRoleNeeded(List<ContainerDefinition> containers) {
    for (ContainerDefinition container : containers) {
      if (ECR_IMAGE.matcher(container.image()).matches()) {
        throw EcsErrors.client(
            "Fargate requires task definition to have execution role ARN to support ECR images.");
      }
      LogConfiguration log = container.logConfiguration();
      if (log != null && log.logDriver() == LogDriver.AWSLOGS) {
        throw EcsErrors.client("Fargate requires task definition to have execution role ARN to "
            + "support log driver awslogs.");
      }
    }
  }

  private static boolean isPair(int cpu, int memory) {
    if (cpu == 256) {
      return SMALLEST.contains(memory);
    }
    return FARGATE.containsKey(cpu) && FARGATE.get(cpu).contains(memory);
  }

  private static boolean isEssential(ContainerDefinition container) {
    return !Boolean.FALSE.equals(container.essential());
  }

  /** IAM is not asked: ECS registers a definition whose role does not exist, and tasks fail. */
  private static void checkRole(@Nullable String arn) {
    if (arn != null && !ROLE.matcher(arn).matches()) {
      throw EcsErrors.client("Role is not valid");
    }
  }

  /** Reads {@code 256} as units, {@code 0.25 vCPU} and {@code 0.5 GB} as 1024 units each. */
  private static Optional<Integer> units(@Nullable String text, String unit) {
    if (text == null) {
      return Optional.empty();
    }
    String value = text.trim().toLowerCase(Locale.ROOT);
    try {
      return Optional.of(
          value.endsWith(unit)
              ? (int) Math.round(1024
                  * Double.parseDouble(
                      value.substring(0, value.length() - unit.length()).trim()))
              : Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw EcsErrors.client("Invalid value '" + text + "' for the task's size.");
    }
  }
}
