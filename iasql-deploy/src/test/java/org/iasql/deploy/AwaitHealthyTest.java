package org.iasql.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.iasql.core.CloudException;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.local.aws.TaskFailure;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.QuickstartStackBuilder;
import org.iasql.quickstart.ServiceState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** A stack of a simulated account, whose load balancer a server on this machine stands for. */
@IasqlTest(leaks = Leaks.IGNORE)
class AwaitHealthyTest {
  private static final Duration NOT_LONG = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicReference<String> asked = new AtomicReference<>("");
  private HttpServer balancer;
  private Iasql iasql;
  private SimulatedAws account;
  private AwsDeployment aws;

  @BeforeEach
  void start(Iasql client, SimulatedAws simulated) throws IOException {
    iasql = client;
    account = simulated;
    balancer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    balancer.createContext("/", exchange -> {
      asked.set(exchange.getRequestURI().toString());
      exchange.sendResponseHeaders(status.get(), -1);
      exchange.close();
    });
    balancer.start();
    aws = AwsDeployment.of(account)
        .withHttp(HttpClient.newBuilder()
            .proxy(ProxySelector.of(balancer.getAddress()))
            .build());
  }

  @AfterEach
  void stop() {
    balancer.stop(0);
  }

  @Test
  void returnsOnceTargetsAreHealthyAndTheServerAnswers() {
    QuickstartStack stack = up(shop().desiredCount(2));
    ServiceState state = stack.awaitHealthy(iasql, aws, LONG);
    assertThat(state).hasToString("2 of 2 tasks run, 2 of 2 targets are healthy");
    assertThat(state.targets())
        .extracting(ServiceState.Target::address)
        .doesNotHaveDuplicates()
        .allMatch(address -> address.matches("172\\.31\\.\\d+\\.\\d+:8088"));
    assertThat(asked.get()).startsWith("http://shop-load-balancer").endsWith(":8088/health");
  }

  @Test
  void waitsForTasksThatStartAgain() {
    QuickstartStack stack = up(shop());
    account.failTasks("shop-service", TaskFailure.toStart("CannotPullContainerError: not found"));
    List<String> looks = new ArrayList<>();
    stack.awaitHealthy(iasql, aws, LONG, state -> {
      looks.add(state.toString());
      account.runTasks("shop-service");
    });
    assertThat(looks)
        .containsExactly(
            "0 of 1 tasks run, a deployment is in progress, 0 of 0 targets are healthy",
            "1 of 1 tasks run, 1 of 1 targets are healthy");
  }

  @Test
  void saysWhyTasksDoNotStart() {
    QuickstartStack stack = up(shop());
    account.failTasks(
        "shop-service",
        TaskFailure.toStart("CannotPullContainerError: shop-repository:latest: not found"));
    assertThatThrownBy(() -> stack.awaitHealthy(iasql, aws, NOT_LONG))
        .isInstanceOf(IasqlException.class)
        .hasMessageStartingWith(
            "Stack 'shop' is not healthy after 200 ms. Of service 'shop-service', 0 of 1 tasks run")
        .hasMessageMatching(
            "(?s).*Task [0-9a-f]{32} stopped: CannotPullContainerError: shop-repository:latest: not found\\n.*")
        .hasMessageContaining(
            "ECS says: (service shop-service) is unable to consistently start tasks successfully.")
        .hasMessageEndingWith(
            "Push the image that the service runs, with stack.image(), or mend what keeps ECS from pulling it.");
  }

  @Test
  void saysHowTheContainerEnded() {
    QuickstartStack stack = up(shop());
    account.failTasks("shop-service", TaskFailure.ofContainer(137));
    assertThatThrownBy(() -> stack.awaitHealthy(iasql, aws, NOT_LONG))
        .hasMessageContaining(
            "stopped: Essential container in task exited: container 'shop-container' exited with 137")
        .hasMessageContaining("Mend what stops the container, and deploy again");
  }

  @Test
  void saysWhatTheLoadBalancerThinks() {
    QuickstartStack stack = up(shop());
    account.targetHealth(
        "shop-target",
        TargetHealth.builder()
            .state(TargetHealthStateEnum.UNHEALTHY)
            .reason(TargetHealthReasonEnum.TARGET_RESPONSE_CODE_MISMATCH)
            .description("Health checks failed with these codes: [503]")
            .build());
    assertThatThrownBy(() -> stack.awaitHealthy(iasql, aws, NOT_LONG))
        .hasMessageContaining("1 of 1 tasks run, 0 of 1 targets are healthy")
        .hasMessageMatching(
            "(?s).*The load balancer calls 172\\.31\\.\\d+\\.\\d+:8088 unhealthy: Target.ResponseCodeMismatch, Health checks failed with these codes: \\[503\\]\\n.*")
        .hasMessageContaining("Have the server answer the health check's path with 200");
  }

  @Test
  void saysWhatTheServerAnswers() {
    QuickstartStack stack = up(shop());
    status.set(502);
    assertThatThrownBy(() -> stack.awaitHealthy(iasql, aws, NOT_LONG))
        .hasMessageMatching(
            "(?s).*GET http://shop-load-balancer\\S+:8088/health answered 502\\n.*");
    balancer.stop(0);
    assertThatThrownBy(() -> stack.awaitHealthy(iasql, aws, NOT_LONG))
        .hasMessageContaining("got no answer: ConnectException");
  }

  @Test
  void doesNotAskAServerThatIsReachedInItsNetworkAlone() {
    QuickstartStack stack = up(shop().internal());
    assertThat(stack.awaitHealthy(iasql, aws, LONG).healthy()).isEqualTo(1);
    assertThat(asked.get()).isEmpty();
  }

  @Test
  void refusesToWaitForWhatCannotBecomeHealthy() {
    QuickstartStack stack = shop().desiredCount(0).build();
    assertThatThrownBy(() -> stack.awaitHealthy(iasql, aws, LONG))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("Stack 'shop' is not up: ");
    stack.up(iasql);
    assertThatThrownBy(() -> stack.awaitHealthy(iasql, aws, LONG))
        .hasMessage(
            "Stack 'shop' cannot become healthy: its service shall run no task. Set desiredCount to 1 or more, and bring it up.");
  }

  @Test
  void saysThatThePolicyLacksAReadAtOnce() {
    QuickstartStack stack = up(shop());
    account.onCall(call -> {
      if (call.operation().equals("ListTasks")) {
        throw EcsException.builder()
            .statusCode(400)
            .requestId("7c2f")
            .awsErrorDetails(AwsErrorDetails.builder()
                .errorCode("AccessDeniedException")
                .errorMessage("not authorized to perform: ecs:ListTasks")
                .build())
            .build();
      }
    });
    assertThatThrownBy(() -> stack.awaitHealthy(iasql, aws, LONG))
        .isInstanceOf(CloudException.class)
        .hasMessage(
            "It was not possible to look at service 'shop-service': ECS ListTasks answered AccessDeniedException (request 7c2f): not authorized to perform: ecs:ListTasks. Nothing was changed. Check the AWS credentials, the region, and that the credentials' policy allows ECS ListTasks.");
  }

  private static QuickstartStackBuilder shop() {
    return QuickstartStack.builder().name("shop");
  }

  private QuickstartStack up(QuickstartStackBuilder builder) {
    QuickstartStack stack = builder.build();
    stack.up(iasql);
    return stack;
  }
}
