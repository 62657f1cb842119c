package org.iasql.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.iasql.aws.cloudwatchlogs.LogGroupDao;
import org.iasql.aws.ecr.PublicRepositoryDao;
import org.iasql.aws.ecr.RepositoryDao;
import org.iasql.aws.ecs.ContainerDefinition;
import org.iasql.aws.ecs.CpuMemory;
import org.iasql.aws.ecs.ImageName;
import org.iasql.aws.ecs.PortProtocol;
import org.iasql.aws.ecs.TaskDefinition;
import org.iasql.aws.ecs.TaskDefinitionDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** A task definition with one container, of which every column is changed. */
@SuppressWarnings("unchecked") // The SDK's builders take arrays of generic consumers.
final class TaskDefinitionCase implements ResourceCase<TaskDefinition> {
  static final String ROLE = "contractTasks";
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
  private static final String DIFFERENCES = "how the containers differ";

  @Override
  public ResourceType<TaskDefinition> type() {
    return ResourceType.of(TaskDefinition.class);
  }

  @Override
  public Class<? extends ResourceDao<TaskDefinition>> dao() {
    return TaskDefinitionDao.class;
  }

  @Override
  public List<String> modules() {
    return List.of("aws_ecs_fargate");
  }

  @Override
  public void insertPrerequisites(IasqlTransaction tx) {
    tx.handle().execute("""
            INSERT INTO role (role_name, assume_role_policy_document)
            SELECT name, '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
              "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}'
            FROM unnest(ARRAY['contractTasks', 'contractOther']) AS name""");
    tx.handle().execute("INSERT INTO repository (repository_name) VALUES ('app')");
    tx.handle().execute("INSERT INTO public_repository (repository_name) VALUES ('app')");
    tx.handle().execute("INSERT INTO log_group (log_group_name) VALUES ('app')");
  }

  @Override
  public void makePrerequisites(SimulatedAws aws) {
    aws.iam().createRole(request -> request.roleName(ROLE).assumeRolePolicyDocument(TRUST));
  }

  private static final String TRUST = """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
       "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""";

  @Override
  public TaskDefinition value(IasqlTransaction tx) {
    return TaskDefinition.builder()
        .family("contract")
        .cpuMemory(CpuMemory.VCPU0_25_0_5GB)
        .role(Ref.row(ROLE))
        .addContainers(ContainerDefinition.builder()
            .name("app")
            .image("nginx")
            .tag("1.27")
            .essential(true)
            .containerPort(80)
            .memory(256)
            .putEnvVariables("MODE", "demo")
            .build())
        .build();
  }

  @Override
  public String make(SimulatedAws aws) {
    String role = aws.iam().getRole(request -> request.roleName(ROLE)).role().arn();
    return aws.ecs()
        .registerTaskDefinition(request -> request
            .family("contract")
            .requiresCompatibilities(Compatibility.FARGATE)
            .networkMode(NetworkMode.AWSVPC)
            .cpu("256")
            .memory("512")
            .taskRoleArn(role)
            .executionRoleArn(role)
            .containerDefinitions(container -> container
                .name("app")
                .image("nginx:1.27")
                .memory(256)
                .portMappings(port -> port.containerPort(80))
                .environment(KeyValuePair.builder().name("MODE").value("demo").build())))
        .taskDefinition()
        .taskDefinitionArn();
  }

  /** AWS has too many revisions to list, so an unused one is no row: TaskDefinitionsTest has the rest. */
  @Override
  public boolean importable() {
    return false;
  }

  @Override
  public boolean updateChangesIdentity() {
    return true;
  }

  @Override
  public void vanish(SimulatedAws aws, TaskDefinition row) {
    aws.ecs()
        .deregisterTaskDefinition(
            request -> request.taskDefinition(row.taskDefinitionArn().orElseThrow()));
  }

  @Override
  public Optional<CloudColumns> read(SimulatedAws aws, TaskDefinition row) {
    String arn = row.taskDefinitionArn().orElseThrow();
    try {
      var there = aws.ecs(row.region().orElseThrow())
          .describeTaskDefinition(request -> request.taskDefinition(arn))
          .taskDefinition();
      return Optional.of(there)
          .filter(found -> found.status() == TaskDefinitionStatus.ACTIVE)
          .map(found -> CloudColumns.empty()
              .with("family", found.family())
              .with("revision", found.revision())
              .with(
                  "cpu_memory",
                  CpuMemory.of(Integer.parseInt(found.cpu()), Integer.parseInt(found.memory()))
                      .map(CpuMemory::label))
              .with("task_role_name", found.taskRoleArn())
              .with("execution_role_name", found.executionRoleArn())
              .with(DIFFERENCES, differences(row, found.containerDefinitions())));
    } catch (ClientException e) {
      return Optional.empty();
    }
  }

  private static List<String> differences(
      TaskDefinition row,
      List<software.amazon.awssdk.services.ecs.model.ContainerDefinition> found) {
    List<String> differences = new ArrayList<>();
    for (ContainerDefinition wish : row.containers()) {
      var container =
          found.stream().filter(c -> c.name().equals(wish.name())).findFirst().orElseThrow();
      Map<Object, Object> columns = Map.of(
          wish.essential(),
          container.essential(),
          wish.cpu().orElse(0),
          Optional.ofNullable(container.cpu()).orElse(0),
          wish.memory(),
          Optional.ofNullable(container.memory()),
          "reserved " + wish.memoryReservation(),
          "reserved " + Optional.ofNullable(container.memoryReservation()),
          wish.envVariables(),
          environment(container),
          wish.containerPort() + " " + wish.protocol(),
          port(container),
          "logs " + wish.logGroupId().isPresent(),
          "logs " + (container.logConfiguration() != null));
      columns.forEach((wished, there) -> {
        if (!wished.equals(there)) {
          differences.add(wish.name() + ": " + wished + " is " + there);
        }
      });
      String image = ImageName.text(wish.image().orElse("/app"), wish.tag(), wish.digest());
      if (!container.image().endsWith(image)) {
        differences.add(wish.name() + ": image " + image + " is " + container.image());
      }
    }
    return differences;
  }

  private static Map<String, String> environment(
      software.amazon.awssdk.services.ecs.model.ContainerDefinition container) {
    return container.environment().stream()
        .collect(Collectors.toMap(KeyValuePair::name, KeyValuePair::value));
  }

  private static String port(
      software.amazon.awssdk.services.ecs.model.ContainerDefinition container) {
    return container.portMappings().stream()
        .findFirst()
        .map(port -> Optional.of(port.containerPort())
            + " "
            + Optional.of(
                "udp".equals(port.protocolAsString()) ? PortProtocol.UDP : PortProtocol.TCP))
        .orElse("Optional.empty Optional.empty");
  }

  @Override
  public List<ColumnChange<TaskDefinition>> changes() {
    return List.of(
        ColumnChange.updates("cpu_memory", (row, tx) -> row.withCpuMemory(CpuMemory.VCPU0_5_1GB)),
        ColumnChange.updates(
            "task_role_name", (row, tx) -> row.withTaskRoleName(Ref.row("contractOther"))),
        ColumnChange.updates(
            "execution_role_name",
            (row, tx) -> row.withExecutionRoleName(Ref.row("contractOther"))),
        container("name", c -> c.withName("renamed")),
        container("image", c -> c.withImage("public.ecr.aws/nginx/nginx")),
        container("tag", c -> c.withTag(Optional.empty())),
        container("digest", c -> c.withDigest(DIGEST)),
        ColumnChange.refused(
            "container_definition.tag",
            (row, tx) -> with(row, row.containers().get(0).withTag("both")),
            "container_has_a_tag_or_a_digest_not_both"),
        container("cpu", c -> c.withCpu(128)),
        container("memory", c -> c.withMemory(512)),
        container("memory_reservation", c -> c.withMemoryReservation(300)),
        container("container_port", c -> c.withContainerPort(8080)),
        ColumnChange.changesNothing(
            "container_definition.host_port",
            (row, tx) -> with(row, row.containers().get(0).withHostPort(8080))),
        container("protocol", c -> c.withProtocol(PortProtocol.UDP)),
        container("env_variables", c -> c.withEnvVariables(Map.of("A", "1", "B", "'\"; ü"))),
        container("env_variables", c -> c.withEnvVariables(Map.of())),
        reference(
            "log_group_id",
            (c, tx) ->
                c.withLogGroupId(tx.dao(LogGroupDao.class).findAll().get(0).ref())),
        reference(
            "repository_id",
            (c, tx) -> c.withImage(Optional.empty())
                .withRepositoryId(
                    tx.dao(RepositoryDao.class).findByName("app").orElseThrow().ref())),
        reference(
            "public_repository_id",
            (c, tx) -> c.withRepositoryId(Optional.empty())
                .withPublicRepositoryId(tx.dao(PublicRepositoryDao.class)
                    .findByName("app")
                    .orElseThrow()
                    .ref())),
        ColumnChange.refused(
            "container_definition.essential",
            (row, tx) -> with(row, row.containers().get(0).withEssential(false)),
            "has no essential container"),
        ColumnChange.updates(
            "container_definition.essential",
            (row, tx) -> row.withContainers(
                row.containers().get(0).withEssential(false),
                ContainerDefinition.builder()
                    .name("web")
                    .image("nginx")
                    .essential(true)
                    .build())),
        ColumnChange.refused(
            "region",
            (row, tx) -> row.withRegion(Contract.otherRegion(tx)),
            "AWS has no references across regions"),
        ColumnChange.replaces("family", (row, tx) -> row.withFamily("contract-other")));
  }

  private static ColumnChange<TaskDefinition> container(
      String column, UnaryOperator<ContainerDefinition> change) {
    return reference(column, (container, tx) -> change.apply(container));
  }

  private static ColumnChange<TaskDefinition> reference(
      String column,
      BiFunction<ContainerDefinition, IasqlTransaction, ContainerDefinition> change) {
    return ColumnChange.updates(
        "container_definition." + column,
        (row, tx) -> with(row, change.apply(row.containers().get(0), tx)));
  }

  private static TaskDefinition with(TaskDefinition row, ContainerDefinition container) {
    return row.withContainers(container);
  }
}
