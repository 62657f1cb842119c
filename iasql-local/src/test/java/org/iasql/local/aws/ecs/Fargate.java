package org.iasql.local.aws.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** A simulated account with a clock that is moved by hand, and valid requests to start from. */
final class Fargate {
  static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  final SimulatedAws aws = SimulatedAws.builder().clock(now::get).build();
  final EcsClient ecs = aws.ecs();

  void pass() {
    now.updateAndGet(time -> time.plus(MINUTE));
  }

  TaskDefinition register(Consumer<RegisterTaskDefinitionRequest.Builder> change) {
    RegisterTaskDefinitionRequest.Builder request = RegisterTaskDefinitionRequest.builder()
        .family("app")
        .requiresCompatibilities(Compatibility.FARGATE)
        .networkMode(NetworkMode.AWSVPC)
        .cpu("256")
        .memory("512")
        .containerDefinitions(container("app").build());
    change.accept(request);
    return ecs.registerTaskDefinition(request.build()).taskDefinition();
  }

  TaskDefinition register() {
    return register(request -> {});
  }

  static ContainerDefinition.Builder container(String name) {
    return ContainerDefinition.builder()
        .name(name)
        .image("nginx")
        .portMappings(PortMapping.builder().containerPort(80).build());
  }

  Service createService(Consumer<CreateServiceRequest.Builder> change) {
    CreateServiceRequest.Builder request = CreateServiceRequest.builder()
        .cluster("main")
        .serviceName("web")
        .taskDefinition("app")
        .desiredCount(1)
        .launchType(LaunchType.FARGATE)
        .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(subnets())));
    change.accept(request);
    return ecs.createService(request.build()).service();
  }

  Service createService() {
    return createService(request -> {});
  }

  Service describe(String service) {
    return ecs.describeServices(r -> r.cluster("main").services(service))
        .services()
        .get(0);
  }

  List<String> subnets() {
    return aws.ec2().describeSubnets().subnets().stream().map(Subnet::subnetId).toList();
  }

  String createGroup() {
    return aws.ec2()
        .createSecurityGroup(r -> r.groupName("web").description("web"))
        .groupId();
  }
}
