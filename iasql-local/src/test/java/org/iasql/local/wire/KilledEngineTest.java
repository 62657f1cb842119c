package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.iasql.local.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** An engine's process is killed, or stopped and woken again, in the middle of an apply. */
@NeedsEmulator
class KilledEngineTest {
  /** How often it is killed: a few times, or as often as the environment says. */
  private static final int KILLS = Optional.ofNullable(System.getenv("IASQL_TEST_KILLS"))
      .map(Integer::valueOf)
      .orElse(3);

  private static final String DATABASE = "killed";
  private static final List<String> STACK = List.of(
      "INSERT INTO security_group (id, group_name, description) VALUES (100, 'web', 'web')",
      "INSERT INTO security_group_rule (security_group_id, is_egress, ip_protocol, from_port, to_port, cidr_ipv4) VALUES (100, false, 'tcp', 80, 80, '0.0.0.0/0')",
      "INSERT INTO target_group (id, target_group_name, target_type, protocol, port) VALUES (100, 'web', 'ip', 'HTTP', 80)",
      "INSERT INTO load_balancer (id, load_balancer_name, scheme, load_balancer_type) VALUES (100, 'web', 'internet-facing', 'application')",
      "INSERT INTO load_balancer_security_groups VALUES (100, 100)",
      "INSERT INTO listener (id, load_balancer_id, target_group_id, port, protocol) VALUES (100, 100, 100, 80, 'HTTP')",
      "INSERT INTO repository (id, repository_name) VALUES (100, 'web')",
      "INSERT INTO cluster (id, cluster_name) VALUES (100, 'web')",
      "INSERT INTO log_group (id, log_group_name) VALUES (100, 'web')",
      "INSERT INTO task_definition (id, family, cpu_memory) VALUES (100, 'web', 'vCPU0.25-0.5GB')",
      "INSERT INTO container_definition (task_definition_id, name, essential, image, tag) VALUES (100, 'web', true, 'nginx', 'latest')");

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void leavesNothingWheneverItIsKilled() throws Exception {
    Emulator.reset();
    Random random = new Random(1);
    try (EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start()) {
      server.createDatabase(DATABASE);
      EngineProcess engine = start(server);
      try (Connection client = server.dataSource(DATABASE).getConnection()) {
        execute(client, "SELECT * FROM iasql_install('aws_ecs_fargate')");
        List<String> before = inventory();
        for (int i = 0; i < KILLS; i++) {
          CompletableFuture<Duration> waited = upInAnotherSession(server);
          TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(1500));
          long killed = System.nanoTime();
          engine.kill();
          Duration error = waited.get(60, TimeUnit.SECONDS);
          assertThat(Duration.ofNanos(System.nanoTime() - killed))
              .as("time to the caller's answer after kill %d", i)
              .isLessThan(Duration.ofSeconds(15));
          engine = start(server);
          // A writing call waits until what was left is settled; what was committed goes down.
          execute(client, "SELECT delete_all_records()");
          execute(client, "SELECT * FROM iasql_apply()");
          assertThat(inventory()).as("after kill %d, %s", i, error).isEqualTo(before);
        }
      } finally {
        engine.kill();
      }
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void startsNoCallAfterItsSuccessorTookOver() throws Exception {
    Emulator.reset();
    try (EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start()) {
      server.createDatabase(DATABASE);
      EngineProcess stopped = start(server);
      Optional<EngineProcess> successor = Optional.empty();
      try (Connection client = server.dataSource(DATABASE).getConnection()) {
        execute(client, "SELECT * FROM iasql_install('aws_ecs_fargate')");
        List<String> before = inventory();
        CompletableFuture<Duration> waited = upInAnotherSession(server);
        TimeUnit.MILLISECONDS.sleep(600);
        stopped.signal("STOP");
        successor = Optional.of(start(server));
        waited.get(60, TimeUnit.SECONDS);
        execute(client, "SELECT delete_all_records()");
        execute(client, "SELECT * FROM iasql_apply()");
        stopped.signal("CONT");
        // A call that it was in the middle of may be carried out now: its successor undoes that,
        // too.
        awaitInventory(before);
      } finally {
        stopped.kill();
        successor.ifPresent(EngineProcess::kill);
      }
    }
  }

  private static void awaitInventory(List<String> expected) throws InterruptedException {
    TimeUnit.SECONDS.sleep(2);
    for (int i = 0; i < 60 && !inventory().equals(expected); i++) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
    assertThat(inventory()).isEqualTo(expected);
  }

  private static EngineProcess start(EmbeddedDatabase server) {
    return EngineProcess.start(server.url(DATABASE), EmbeddedDatabase.SUPERUSER, server.password());
  }

  /** Inserts, applies and commits; completes with the time that it took, also if it failed. */
  private static CompletableFuture<Duration> upInAnotherSession(EmbeddedDatabase server) {
    return CompletableFuture.supplyAsync(() -> {
      long start = System.nanoTime();
      try (Connection session = server.dataSource(DATABASE).getConnection()) {
        session.setAutoCommit(false);
        for (String sql : STACK) {
          execute(session, sql);
        }
        execute(session, "SELECT * FROM iasql_apply()");
        session.commit();
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(e.getMessage()).startsWith("IQ");
      }
      return Duration.ofNanos(System.nanoTime() - start);
    });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      if (rows) {
        try (ResultSet result = statement.getResultSet()) {
          while (result.next()) {
            // Read to the end, as a client does.
          }
        }
      }
    }
  }

  /** What the emulator has, asked through its own API. */
  private static List<String> inventory() {
    try (Ec2Client ec2 = Emulator.client(Ec2Client.builder());
        ElasticLoadBalancingV2Client elb = Emulator.client(ElasticLoadBalancingV2Client.builder());
        EcsClient ecs = Emulator.client(EcsClient.builder());
        EcrClient ecr = Emulator.client(EcrClient.builder());
        CloudWatchLogsClient logs = Emulator.client(CloudWatchLogsClient.builder())) {
      Stream<String> groups =
          ec2.describeSecurityGroups().securityGroups().stream().map(SecurityGroup::groupId);
      Stream<String> balancers =
          elb.describeLoadBalancers().loadBalancers().stream().map(b -> b.loadBalancerArn());
      Stream<String> targets =
          elb.describeTargetGroups(r -> {}).targetGroups().stream().map(t -> t.targetGroupArn());
      Stream<String> clusters = ecs.listClusters().clusterArns().stream()
          .filter(arn -> ecs.describeClusters(r -> r.clusters(arn)).clusters().stream()
              .anyMatch(c -> c.status().equals("ACTIVE")));
      Stream<String> definitions = ecs
          .listTaskDefinitions(r -> r.status(TaskDefinitionStatus.ACTIVE))
          .taskDefinitionArns()
          .stream();
      Stream<String> repositories =
          ecr.describeRepositories().repositories().stream().map(r -> r.repositoryArn());
      Stream<String> logGroups = logs.describeLogGroups().logGroups().stream().map(g -> g.arn());
      return Stream.of(groups, balancers, targets, clusters, definitions, repositories, logGroups)
          .flatMap(s -> s)
          .sorted()
          .toList();
    }
  }
}
