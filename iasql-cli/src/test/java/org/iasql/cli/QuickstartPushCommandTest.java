package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iasql.core.Iasql;
import org.iasql.deploy.LocalRegistry;
import org.iasql.deploy.NeedsRegistry;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.quickstart.QuickstartStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Pushes by the command line, into a real registry to which an endpoint of AWS gives the right. */
@NeedsRegistry
@ResourceLock(Resources.SYSTEM_PROPERTIES)
@IasqlTest(leaks = Leaks.IGNORE)
class QuickstartPushCommandTest {
  private static final List<String> CREDENTIALS =
      List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region");
  private static LocalRegistry registry;

  @TempDir
  private Path directory;

  private final Map<String, String> answers = new HashMap<>();
  private CannedAws aws;
  private LocalIasql local;
  private Path files;

  @BeforeAll
  static void startRegistry(@TempDir Path home) throws Exception {
    registry = LocalRegistry.start(home);
    CREDENTIALS.forEach(name -> System.setProperty(name, "us-east-2"));
  }

  @AfterAll
  static void stopRegistry() {
    registry.close();
    CREDENTIALS.forEach(System::clearProperty);
  }

  @BeforeEach
  void bringUp(Iasql iasql, LocalIasql started) throws Exception {
    local = started;
    QuickstartStack.builder().name("shop").internal().build().up(iasql);
    answers.put(
        "GetAuthorizationToken",
        "{\"authorizationData\": [{\"authorizationToken\": \"%s\", \"proxyEndpoint\": \"%s\"}]}"
            .formatted(
                Base64.getEncoder()
                    .encodeToString((LocalRegistry.USER + ":" + LocalRegistry.PASSWORD)
                        .getBytes(StandardCharsets.UTF_8)),
                registry.endpoint()));
    aws = CannedAws.start(answers);
    files = Files.createDirectories(directory.resolve("image"));
    Files.writeString(files.resolve("server"), "hello " + System.nanoTime());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private Invocation push(String... options) {
    List<String> arguments = new ArrayList<>(List.of("quickstart", "push", "--name", "shop"));
    arguments.addAll(List.of("--internal", "--directory", files.toString(), "--scratch"));
    arguments.addAll(List.of("--entrypoint", "/server", "--endpoint", aws.endpoint()));
    arguments.addAll(Arrays.asList(options));
    return Invocation.on(directory, local.url(), arguments.toArray(String[]::new));
  }

  @Test
  void pushesAndStartsTheServiceAnew(SimulatedAws account) throws Exception {
    long before = updates(account);
    Invocation push = push();
    assertThat(push.err()).isEmpty();
    assertThat(push.out())
        .containsSubsequence(
            "pushing", ": done\n", "update service shop-service: done (", "pushed ")
        .endsWith("service  starts its tasks anew; --wait follows them\n");
    assertThat(push.status()).isZero();
    assertThat(updates(account)).isEqualTo(before + 1);
    assertThat(push.out())
        .contains(registry.manifest("shop-repository", "latest").path("digest").asText());
  }

  @Test
  void leavesTheServiceAloneWhereThatIsWanted(SimulatedAws account) {
    long before = updates(account);
    Invocation push = push("--no-deploy", "--json", "--tag", "next");
    assertThat(push.status()).as(push.err()).isZero();
    assertThat(push.err()).contains(": done\n");
    assertThat(push.json().at("/reference").asText()).endsWith("/shop-repository:next");
    assertThat(push.json().at("/digest").asText()).startsWith("sha256:");
    assertThat(push.json().at("/changes")).isEmpty();
    assertThat(updates(account)).isEqualTo(before);
  }

  @Test
  void waitsUntilTheTasksAreHealthy() {
    answers.put("DescribeServices", """
        {"services": [{"serviceName": "shop-service", "status": "ACTIVE", "desiredCount": 1,
        "runningCount": 1, "deployments": [{"status": "PRIMARY", "rolloutState": "COMPLETED"}]}]}
        """);
    answers.put("ListTasks", "{\"taskArns\": []}");
    answers.put("DescribeTargetHealth", """
        <DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member>
        <Target><Id>10.0.0.7</Id><Port>8088</Port></Target>
        <TargetHealth><State>healthy</State></TargetHealth>
        </member></TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>
        """);
    Invocation push = push("--wait");
    assertThat(push.err()).isEmpty();
    assertThat(push.out())
        .endsWith("service  healthy: 1 of 1 tasks run, 1 of 1 targets are healthy\n");
    Invocation json = push("--wait", "--json");
    assertThat(json.json().at("/tasks/healthy").asInt()).isOne();
  }

  @Test
  void saysWhatEcsSaysWhenTheTimeIsOver() {
    answers.put("DescribeServices", """
        {"services": [{"serviceName": "shop-service", "status": "ACTIVE", "desiredCount": 1,
        "runningCount": 0, "deployments": [{"status": "PRIMARY", "rolloutState": "IN_PROGRESS"}],
        "events": [{"id": "1", "message": "unable to pull the image"}]}]}
        """);
    answers.put("ListTasks", "{\"taskArns\": []}");
    answers.put(
        "DescribeTargetHealth",
        "<DescribeTargetHealthResponse><DescribeTargetHealthResult/></DescribeTargetHealthResponse>");
    Invocation push = push("--wait", "--timeout", "1");
    assertThat(push.status()).isEqualTo(1);
    assertThat(push.err())
        .startsWith("Error: Stack 'shop' is not healthy after 1 s")
        .contains("unable to pull the image");
  }

  /** Starting the service anew is an apply, which takes along whatever else waits. */
  @Test
  void refusesToApplyWhatElseWaits(Iasql iasql) {
    iasql.useTransaction(
        tx -> tx.handle().execute("INSERT INTO cluster (cluster_name) VALUES ('other')"));
    Invocation push = push();
    assertThat(push.status()).isEqualTo(1);
    assertThat(push.err()).startsWith("Error: Nothing was pushed: 1 changes of rows wait");
    assertThat(push("--no-deploy").status()).isZero();
    assertThat(push("--yes").out()).contains("create cluster other: done (");
  }

  @Test
  void saysThatTheRightToPushIsMissing() {
    answers.remove("GetAuthorizationToken");
    Invocation push = push();
    assertThat(push.status()).isEqualTo(1);
    assertThat(push.err())
        .startsWith("Error: It was not possible to ask ECR for the right to push: ")
        .contains("AccessDeniedException")
        .hasLineCount(1);
  }

  private static long updates(SimulatedAws account) {
    return account.calls().all().stream()
        .filter(call -> call.operation().equals("UpdateService"))
        .count();
  }
}
