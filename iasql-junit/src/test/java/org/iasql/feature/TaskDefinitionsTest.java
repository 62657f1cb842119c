package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.ecs.model.Volume;

/** Task definitions as lineages, and what containers can have. */
@IasqlTest(modules = "aws_ecs_fargate")
class TaskDefinitionsTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  private final Iasql iasql;
  private final SimulatedAws aws;
  private final WebService web;

  TaskDefinitionsTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
    this.web = new WebService(iasql, aws);
  }

  private void insertDefinition() {
    web.execute("""
        INSERT INTO role (role_name, assume_role_policy_document)
        VALUES ('tasks', '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}]}')""");
    web.execute("""
        INSERT INTO task_definition (family, cpu_memory, task_role_name, execution_role_name)
        VALUES ('web', 'vCPU1-2GB', 'tasks', 'tasks')""");
  }

  private Map<String, ContainerDefinition> containers(int revision) {
    return web.revision(revision).containerDefinitions().stream()
        .collect(Collectors.toMap(ContainerDefinition::name, c -> c));
  }

  @Test
  void runsContainersWithImagesFromAnywhere() {
    insertDefinition();
    web.execute("INSERT INTO repository (repository_name) VALUES ('mine')");
    web.execute("INSERT INTO public_repository (repository_name) VALUES ('ours')");
    web.execute("""
        INSERT INTO container_definition
          (name, essential, image, tag, digest, repository_id, public_repository_id, task_definition_id)
        SELECT name, essential, image, tag, digest, r.id, p.id, t.id FROM task_definition t, (VALUES
          ('by-tag', true, NULL, 'v1', NULL, 'mine', NULL),
          ('by-digest', false, NULL, NULL, '%s', 'mine', NULL),
          ('newest', false, NULL, NULL, NULL, 'mine', NULL),
          ('public', false, NULL, 'v2', NULL, NULL, 'ours'),
          ('hub', false, 'redis', '7', NULL, NULL, NULL),
          ('elsewhere', false, 'ghcr.io:443/team/app:v3', NULL, NULL, NULL, NULL)
        ) AS c (name, essential, image, tag, digest, mine, ours)
        LEFT JOIN repository r ON r.repository_name = mine
        LEFT JOIN public_repository p ON p.repository_name = ours""".formatted(DIGEST));
    iasql.apply();
    String mine = web.column("repository", "repository_uri");
    String ours = web.column("public_repository", "repository_uri");
    assertThat(containers(1))
        .hasSize(6)
        .hasEntrySatisfying("by-tag", c -> assertThat(c.image()).isEqualTo(mine + ":v1"))
        .hasEntrySatisfying("by-digest", c -> assertThat(c.image()).isEqualTo(mine + "@" + DIGEST))
        .hasEntrySatisfying("newest", c -> assertThat(c.image()).isEqualTo(mine))
        .hasEntrySatisfying("public", c -> assertThat(c.image()).isEqualTo(ours + ":v2"))
        .hasEntrySatisfying("hub", c -> assertThat(c.image()).isEqualTo("redis:7"))
        .hasEntrySatisfying(
            "elsewhere", c -> assertThat(c.image()).isEqualTo("ghcr.io:443/team/app:v3"));
    assertThat(containers(1).get("by-tag").essential()).isTrue();
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    web.down();
  }

  @Test
  void givesContainersAnEnvironmentAndALogGroup() {
    insertDefinition();
    web.execute("INSERT INTO log_group (log_group_name) VALUES ('web')");
    web.execute("""
        INSERT INTO container_definition
          (name, image, essential, env_variables, log_group_id, task_definition_id)
        SELECT 'web', 'nginx', true, '{"PORT": 8088, "DEBUG": true, "TEXT": "it''s; \\"ü\\""}',
          l.id, t.id FROM task_definition t, log_group l""");
    iasql.apply();
    ContainerDefinition container = containers(1).get("web");
    assertThat(container.environment())
        .extracting(KeyValuePair::name, KeyValuePair::value)
        .containsExactlyInAnyOrder(
            tuple("PORT", "8088"), tuple("DEBUG", "true"), tuple("TEXT", "it's; \"ü\""));
    assertThat(container.logConfiguration().options())
        .containsEntry("awslogs-group", "web")
        .containsEntry("awslogs-region", "us-east-2");
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    web.down();
  }

  @Test
  void carriesOverWhatHasNoColumn() {
    TaskDefinition old = aws.ecs()
        .registerTaskDefinition(request -> request
            .family("web")
            .requiresCompatibilitiesWithStrings("FARGATE")
            .networkMode("awsvpc")
            .cpu("256")
            .memory("512")
            .executionRoleArn(aws.iam()
                .createRole(role -> role.roleName("by-hand").assumeRolePolicyDocument("""
                            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                             "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                             "Action": "sts:AssumeRole"}]}"""))
                .role()
                .arn())
            .volumes(Volume.builder().name("scratch").build())
            .tags(Tag.builder().key("team").value("blue").build())
            .containerDefinitions(ContainerDefinition.builder()
                .name("web")
                .image("nginx:1.27")
                .command("nginx", "-g", "daemon off;")
                .secrets(Secret.builder()
                    .name("KEY")
                    .valueFrom("arn:aws:ssm:us-east-2:123456789012:parameter/key")
                    .build())
                .portMappings(List.of(
                    PortMapping.builder().containerPort(80).build(),
                    PortMapping.builder().containerPort(9090).build()))
                .build()))
        .taskDefinition();
    aws.ecs().createCluster(request -> request.clusterName("web"));
    String subnet = aws.ec2().describeSubnets().subnets().get(0).subnetId();
    aws.ecs()
        .createService(request -> request
            .cluster("web")
            .serviceName("web")
            .taskDefinition(old.taskDefinitionArn())
            .desiredCount(1)
            .launchType("FARGATE")
            .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(subnet))));
    iasql.sync();
    assertThat(web.column("task_definition", "family || ':' || revision")).isEqualTo("web:1");
    web.execute("UPDATE container_definition SET tag = '1.28', container_port = 8080");
    assertThat(iasql.apply()).hasSize(2);
    ContainerDefinition container = containers(2).get("web");
    assertThat(container.image()).isEqualTo("nginx:1.28");
    assertThat(container.command()).containsExactly("nginx", "-g", "daemon off;");
    assertThat(container.secrets()).extracting(Secret::name).containsExactly("KEY");
    assertThat(container.portMappings())
        .extracting(p -> p.containerPort())
        .containsExactly(8080, 9090);
    assertThat(web.revision(2).volumes()).extracting(Volume::name).containsExactly("scratch");
    assertThat(aws.ecs()
            .describeTaskDefinition(
                request -> request.taskDefinition("web:2").include(TaskDefinitionField.TAGS))
            .tags())
        .contains(Tag.builder().key("team").value("blue").build());
    assertThat(iasql.apply()).isEmpty();
    web.down();
  }

  @Test
  void deregistersADefinitionThatNoServiceUses() {
    insertDefinition();
    web.execute("""
        INSERT INTO container_definition (name, image, essential, task_definition_id)
        SELECT 'web', 'nginx', true, id FROM task_definition""");
    iasql.apply();
    web.execute("DELETE FROM task_definition");
    assertThat(iasql.apply())
        .extracting(Change::description)
        .containsExactly(web.revision(1).taskDefinitionArn());
    assertThat(web.revision(1).status()).isEqualTo(TaskDefinitionStatus.INACTIVE);
    web.down();
  }
}
