package org.iasql.quickstart;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iasql.aws.cloudwatchlogs.LogGroup;
import org.iasql.aws.ecr.Repository;
import org.iasql.aws.ecs.AssignPublicIp;
import org.iasql.aws.ecs.Cluster;
import org.iasql.aws.ecs.ClusterDao;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.ecs.ServiceDao;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.ecs.TaskDefinitionDao;
import org.iasql.aws.iam.Role;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;

/** What a stack runs: its cluster, its task definition with the container, and its service. */
record StackTasks(StackSettings settings, IasqlTransaction tx) {

  void write(StackNetwork network, Repository repository, Optional<LogGroup> logGroup) {
    TaskDefinition definition = taskDefinition(container(repository, logGroup));
    service(cluster(), definition, network);
  }

  private ContainerDefinition container(Repository repository, Optional<LogGroup> logGroup) {
    return ContainerDefinition.builder()
        .name(settings.container())
        .essential(true)
        .repositoryId(repository.ref())
        .tag(settings.imageTag())
        .memoryReservation(settings.cpuMemory().memoryMib())
        .containerPort(settings.port())
        .envVariables(settings.environment())
        .logGroupId(logGroup.map(LogGroup::ref))
        .build();
  }

  private TaskDefinition taskDefinition(ContainerDefinition container) {
    Ref<Role> role = new SharedRole(tx).use();
    TaskDefinitionDao definitions = tx.dao(TaskDefinitionDao.class);
    Optional<TaskDefinition> before = definitions.findByFamily(settings.taskFamily());
    TaskDefinition after = StackRows.converge(
        definitions,
        before,
        () -> TaskDefinition.builder()
            .family(settings.taskFamily())
            .cpuMemory(settings.cpuMemory())
            .role(role)
            .addContainers(container)
            .build(),
        definition -> definition
            .withCpuMemory(settings.cpuMemory())
            .withContainers(withContainer(definition.containers(), container)));
    before.ifPresent(new StackLogGroups(tx)::deleteUnused);
    return after;
  }

  /** Keeps other containers, and what a user has set of this one that a stack has no option for. */
  private static List<ContainerDefinition> withContainer(
      List<ContainerDefinition> containers, ContainerDefinition wanted) {
    Stream<ContainerDefinition> others =
        containers.stream().filter(container -> !container.name().equals(wanted.name()));
    ContainerDefinition own = containers.stream()
        .filter(container -> container.name().equals(wanted.name()))
        .findFirst()
        .map(container -> ContainerDefinition.builder()
            .from(wanted)
            .id(container.id())
            .taskDefinitionId(container.taskDefinitionId())
            .cpu(container.cpu())
            .memory(container.memory().filter(limit -> limit > reservation(wanted)))
            .build())
        .orElse(wanted);
    return Stream.concat(others, Stream.of(own)).toList();
  }

  private static int reservation(ContainerDefinition container) {
    return container.memoryReservation().orElse(0);
  }

  private Cluster cluster() {
    ClusterDao clusters = tx.dao(ClusterDao.class);
    return clusters
        .findByName(settings.cluster())
        .orElseGet(() ->
            clusters.insert(Cluster.builder().clusterName(settings.cluster()).build()));
  }

  private void service(Cluster cluster, TaskDefinition definition, StackNetwork network) {
    ServiceDao services = tx.dao(ServiceDao.class);
    StackRows.converge(
        services,
        services.findByName(cluster.ref(), settings.service()),
        () -> Service.builder()
            .name(settings.service())
            .clusterId(cluster.ref())
            .taskDefinitionId(definition.ref())
            .targetGroupId(network.targetGroup().ref())
            .desiredCount(settings.desiredCount())
            .subnets(network.subnets())
            .addSecurityGroups(network.securityGroup().ref())
            .assignPublicIp(AssignPublicIp.ENABLED)
            .build(),
        service -> service
            .withTaskDefinitionId(definition.ref())
            .withTargetGroupId(network.targetGroup().ref())
            .withDesiredCount(settings.desiredCount())
            .withSubnets(network.subnets()));
  }
}
