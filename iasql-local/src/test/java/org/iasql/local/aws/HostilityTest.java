package org.iasql.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.iasql.local.aws.AwsAssertions.assertFails;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

class HostilityTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final SimulatedAws aws = account(1);

  private SimulatedAws account(long seed) {
    return SimulatedAws.builder()
        .clock(now::get)
        .hostility(Hostility.none().withSeed(seed))
        .build();
  }

  private void advance(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void throttlesEachServiceInItsOwnWords() {
    aws.hostility(aws.hostility().withThrottling(true));
    assertThrottled(503, "RequestLimitExceeded", () -> aws.ec2().describeVpcs());
    assertThrottled(503, "RequestLimitExceeded", () -> aws.ec2().deleteVpc(v -> v.vpcId("vpc-1")));
    assertThrottled(400, "Throttling", () -> aws.elb().describeLoadBalancers());
    assertThrottled(400, "ThrottlingException", () -> aws.ecs().listServices());
    assertThrottled(400, "ThrottlingException", () -> aws.ecs().listClusters());
    assertThrottled(400, "ThrottlingException", () -> aws.ecr().describeRepositories());
    assertThrottled(
        400,
        "ThrottlingException",
        () -> aws.ecrPublic().describeRepositories(repositories -> repositories.maxResults(5)));
    assertThrottled(400, "ThrottlingException", () -> aws.logs().describeLogGroups());
    assertThrottled(400, "ThrottlingException", () -> aws.acm().listCertificates());
    assertThrottled(400, "Throttling", () -> aws.rds().describeDBInstances());
    assertThrottled(400, "Throttling", () -> aws.iam().listRoles());
    assertThrottled(400, "Throttling", () -> aws.sts().getCallerIdentity());
    assertThat(aws.faults()).containsEntry(Fault.THROTTLED, 12);
  }

  /** Calls until a bucket is empty: no bucket holds more than 100 tokens. */
  private void assertThrottled(int status, String code, ThrowingCallable call) {
    AwsServiceException throttled = null;
    for (int i = 0; i <= 100 && throttled == null; i++) {
      AwsServiceException error = catchThrowableOfType(AwsServiceException.class, call);
      throttled = error != null && error.isThrottlingException() ? error : null;
    }
    assertThat(throttled).isNotNull();
    assertThat(throttled.statusCode()).isEqualTo(status);
    assertThat(throttled.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  @Test
  void refillsBucketsByTheAccountsClock() {
    aws.hostility(aws.hostility().withThrottling(true));
    assertThat(untilThrottled()).isLessThanOrEqualTo(50);
    advance(Duration.ofSeconds(2));
    assertThat(untilThrottled()).isEqualTo(10);
    advance(MINUTE);
    assertThat(untilThrottled()).isEqualTo(50);
    assertThat(aws.ec2("eu-west-1").describeRegions().regions()).isNotEmpty();
  }

  /** The number of changes that EC2 accepts now. */
  private int untilThrottled() {
    for (int accepted = 0; ; accepted++) {
      AwsServiceException error = catchThrowableOfType(
          AwsServiceException.class, () -> aws.ec2().deleteVpc(vpc -> vpc.vpcId("vpc-1")));
      if (error.isThrottlingException()) {
        return accepted;
      }
    }
  }

  @Test
  void changesNothingByAThrottledCall() {
    aws.hostility(aws.hostility().withThrottling(true));
    untilThrottled();
    assertFails(
        "RequestLimitExceeded", () -> aws.ec2().createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16")));
    aws.hostility(Hostility.none());
    assertThat(aws.ec2().describeVpcs().vpcs()).hasSize(1);
    assertThat(aws.calls().of("CreateVpc").get(0).errorCode()).contains("RequestLimitExceeded");
  }

  @Test
  void showsAListAsItWasUntilItsLagIsOver() {
    aws.hostility(aws.hostility().withLag(MINUTE));
    assertThat(aws.ec2().describeVpcs().vpcs()).hasSize(1);
    aws.ec2().createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16"));
    assertThat(aws.ec2().describeVpcs().vpcs()).hasSize(1);
    assertThat(aws.ec2().describeVpcs(vpcs -> vpcs.maxResults(5)).vpcs())
        .as("a list that was not asked for before")
        .hasSize(2);
    advance(MINUTE);
    assertThat(aws.ec2().describeVpcs().vpcs()).hasSize(2);
    assertThat(aws.faults()).containsOnlyKeys(Fault.OUTDATED).containsEntry(Fault.OUTDATED, 1);
  }

  @Test
  void lagsByAnErrorToo() {
    aws.hostility(aws.hostility().withLag(MINUTE));
    assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(this::describeStreams);
    aws.logs().createLogGroup(group -> group.logGroupName("app"));
    assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(this::describeStreams);
    advance(MINUTE);
    describeStreams();
    assertThat(aws.calls().of("DescribeLogStreams")).hasSize(3);
  }

  private void describeStreams() {
    aws.logs().describeLogStreams(streams -> streams.logGroupName("app"));
  }

  @Test
  void lagsOnlyWhereAChangeWasMade() {
    aws.hostility(aws.hostility().withLag(MINUTE));
    assertThat(aws.iam().listRoles().roles()).isEmpty();
    assertThat(aws.ec2("eu-west-1").describeVpcs().vpcs()).hasSize(1);
    aws.ec2().createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16"));
    aws.iam().listRoles();
    aws.ec2("eu-west-1").describeVpcs();
    assertThat(aws.faults()).isEmpty();
  }

  @Test
  void losesRepliesAfterTheEffect() {
    aws.hostility(aws.hostility().withLostReplies(1));
    SdkClientException lost = catchThrowableOfType(
        SdkClientException.class, () -> aws.ec2().createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16")));
    assertThat(lost).hasCauseInstanceOf(IOException.class);
    aws.hostility(Hostility.none());
    assertThat(aws.ec2().describeVpcs().vpcs()).hasSize(2);
    assertThat(aws.faults()).containsEntry(Fault.REPLY_LOST, 1);
  }

  @Test
  void refusesBeforeOrAfterTheEffect() {
    aws.hostility(aws.hostility().withRefusals(1));
    for (int i = 0; i < 20; i++) {
      String name = "app" + i;
      AwsServiceException error = assertFails(
          "InternalFailure", () -> aws.logs().createLogGroup(group -> group.logGroupName(name)));
      assertThat(error.statusCode()).isEqualTo(500);
      assertThat(error.isThrottlingException()).isFalse();
    }
    aws.hostility(Hostility.none());
    assertThat(aws.logs().describeLogGroups().logGroups())
        .hasSize(aws.faults().get(Fault.REFUSED_AFTER_EFFECT));
    assertThat(aws.faults()).containsOnlyKeys(Fault.REFUSED, Fault.REFUSED_AFTER_EFFECT);
  }

  @Test
  void takesTimeToProvisionUntilItIsCalmAgain() {
    aws.hostility(aws.hostility().withProvisioning(MINUTE));
    List<String> subnets = aws.ec2().describeSubnets().subnets().stream()
        .limit(2)
        .map(subnet -> subnet.subnetId())
        .toList();
    aws.elb().createLoadBalancer(balancer -> balancer.name("app").subnets(subnets));
    assertThat(state()).isEqualTo("provisioning");
    advance(MINUTE);
    assertThat(state()).isEqualTo("active");
    now.updateAndGet(instant -> instant.minus(MINUTE));
    assertThat(state()).isEqualTo("provisioning");
    aws.hostility(Hostility.none());
    assertThat(state()).isEqualTo("active");
  }

  private String state() {
    LoadBalancer balancer = aws.elb().describeLoadBalancers().loadBalancers().get(0);
    return balancer.state().codeAsString();
  }

  @Test
  void doesTheSameForTheSameSeed() {
    List<String> fates = fates(account(7), 7);
    assertThat(fates(account(7), 7)).isEqualTo(fates);
    assertThat(fates(account(8), 8)).isNotEqualTo(fates);
    assertThat(fates).contains("InternalFailure", "SdkClientException", "done");
  }

  @Test
  void doesTheSameWhateverOtherOperationsRunBesideIt() {
    SimulatedAws other = account(7);
    List<Optional<SdkException>> beside = new ArrayList<>();
    other.onCall(call -> {
      if (call.operation().equals("CreateLogGroup")) {
        beside.add(Optional.ofNullable(
            catchThrowableOfType(SdkException.class, () -> other.iam().listRoles())));
      }
    });
    assertThat(fates(other, 7)).isEqualTo(fates(account(7), 7));
    assertThat(beside).hasSize(30);
  }

  private static List<String> fates(SimulatedAws aws, long seed) {
    aws.hostility(Hostility.of(seed).withRefusals(0.3).withLostReplies(0.3));
    List<String> fates = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String name = "app" + i;
      SdkException error = catchThrowableOfType(
          SdkException.class, () -> aws.logs().createLogGroup(group -> group.logGroupName(name)));
      if (error instanceof AwsServiceException answer) {
        fates.add(answer.awsErrorDetails().errorCode());
      } else {
        fates.add(error == null ? "done" : error.getClass().getSimpleName());
      }
    }
    return fates;
  }

  @Test
  void isOffByDefault() {
    SimulatedAws calm = SimulatedAws.create();
    assertThat(calm.hostility()).isEqualTo(Hostility.none());
    assertThat(calm.rateLimited()).isFalse();
    assertThat(calm.hostility(Hostility.of(1)).rateLimited()).isTrue();
    for (int i = 0; i < 200; i++) {
      aws.ec2().describeVpcs();
    }
    assertThat(aws.faults()).isEmpty();
  }

  @Test
  void refusesValuesThatMeanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hostility.none().withRefusals(1.5))
        .withMessage("'refusals' is 1.5, which is no probability. Give one from 0 to 1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hostility.none().withLag(Duration.ofSeconds(-1)))
        .withMessageContaining("'lag' is PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hostility.none().withRefusals(0.6).withLostReplies(0.6))
        .withMessageContaining("more than 1 together");
  }
}
