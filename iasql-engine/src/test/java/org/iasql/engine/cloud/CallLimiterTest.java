package org.iasql.engine.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;

class CallLimiterTest {
  private static final AwsCall CREATE_VPC =
      call("EC2", CreateVpcRequest.builder().build());
  private static final AwsCall CREATE_BALANCER =
      call("ELBv2", CreateLoadBalancerRequest.builder().build());

  private final HandClock clock = new HandClock();
  private final AtomicBoolean limited = new AtomicBoolean(true);
  private final CallLimiter limiter = new CallLimiter(limited::get, clock.patience());
  private final Pace pace = limiter.in("us-east-2");

  @Test
  void letsABurstGoAtOnceAndTheRestAtTheRate() {
    send(50, CREATE_VPC, pace);
    assertThat(clock.pauses()).isEmpty();
    send(10, CREATE_VPC, pace);
    assertThat(clock.pauses()).hasSize(10).containsOnly(Duration.ofMillis(200));
  }

  @Test
  void refillsWithTime() {
    send(50, CREATE_VPC, pace);
    clock.advance(Duration.ofSeconds(2));
    send(10, CREATE_VPC, pace);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void keepsRegionsAndClassesApart() {
    send(50, CREATE_VPC, pace);
    send(50, CREATE_VPC, limiter.in("eu-west-1"));
    send(50, call("EC2", DescribeVpcsRequest.builder().build()), pace);
    send(100, call("EC2", DescribeVpcsRequest.builder().maxResults(5).build()), pace);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void countsACallInEveryClassThatItBelongsTo() {
    send(10, CREATE_BALANCER, pace);
    send(10, call("ELBv2", CreateTargetGroupRequest.builder().build()), pace);
    assertThat(clock.pauses()).isEmpty();
    send(1, CREATE_BALANCER, pace);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(5));
  }

  @Test
  void knowsNoLimitOfWhatHasNoPublishedRate() {
    send(1000, call("IAM", CreateRoleRequest.builder().build()), pace);
    send(1000, call("ECS", DescribeClustersRequest.builder().build()), pace);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void doesNotHoldBackCallsOfAnAccountWithoutLimits() {
    limited.set(false);
    send(1000, CREATE_VPC, pace);
    limited.set(true);
    send(50, CREATE_VPC, pace);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void spreadsTheCallsOfManyThreads() {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    try {
      List<CompletableFuture<Void>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        calls.add(CompletableFuture.runAsync(() -> pace.await(CREATE_VPC), threads));
      }
      calls.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(30));
  }

  @Test
  void slowsDownWhenOthersHaveUsedTheAccount() {
    AtomicInteger attempts = new AtomicInteger();
    String answer = new ReadGate(clock.patience(), pace)
        .pass(call("EC2", DescribeVpcsRequest.builder().build()), () -> {
          if (attempts.incrementAndGet() == 1) {
            throw throttled();
          }
          return "vpcs";
        });
    assertThat(answer).isEqualTo("vpcs");
    int pauses = clock.pauses().size();
    send(2, call("EC2", DescribeVpcsRequest.builder().build()), pace);
    assertThat(clock.pauses()).hasSizeGreaterThan(pauses);
  }

  @Test
  void waitsBeforeAChangeIsWrittenDown() {
    pace.throttled(CREATE_VPC);
    List<Instant> intents = new ArrayList<>();
    CallRecord record = new CallRecord() {
      @Override
      public long intent(AwsCall call) {
        intents.add(clock.instant());
        return intents.size();
      }

      @Override
      public void succeeded(long intent) {
        assertThat(clock.instant()).isEqualTo(intents.get(0));
      }

      @Override
      public void failed(long intent, CallFailedException failure) {
        throw failure;
      }
    };
    new ChangeGate(clock.patience(), pace, record).pass(CREATE_VPC, () -> "vpc");
    assertThat(intents).containsExactly(Instant.EPOCH.plusMillis(200));
  }

  @Test
  void stopsWhenItsThreadIsInterruptedInTheQueue() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> pace.await(CREATE_VPC))
        .withMessage("The engine was stopped while it waited");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void send(int times, AwsCall call, Pace pace) {
    for (int i = 0; i < times; i++) {
      pace.await(call);
    }
  }

  private static AwsCall call(String service, SdkRequest request) {
    return new AwsCall(
        service, request.getClass().getSimpleName().replaceFirst("Request$", ""), request);
  }

  private static AwsServiceException throttled() {
    return Ec2Exception.builder()
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode("RequestLimitExceeded").build())
        .statusCode(503)
        .build();
  }
}
