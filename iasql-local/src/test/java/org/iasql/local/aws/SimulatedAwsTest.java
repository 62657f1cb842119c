package org.iasql.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iasql.local.aws.AwsAssertions.assertFails;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class SimulatedAwsTest {
  private final SimulatedAws aws = SimulatedAws.create();

  @Test
  void recordsCallsInOrderWithTheirErrors() {
    aws.ec2().describeVpcs();
    assertFails("InvalidVpcID.NotFound", () -> aws.ec2().deleteVpc(vpc -> vpc.vpcId("vpc-1")));
    assertThat(aws.calls().operations()).containsExactly("DescribeVpcs", "DeleteVpc");
    assertThat(aws.calls().all().get(1).errorCode()).contains("InvalidVpcID.NotFound");
    assertThat(aws.calls().mutating()).hasSize(1);
    assertThat(aws.calls().all().get(0))
        .returns("ec2", Call::service)
        .returns("us-east-2", Call::region);
  }

  @Test
  void throwsTheModelledExceptionOfTheSdk() {
    assertThatExceptionOfType(NoSuchEntityException.class)
        .isThrownBy(() -> aws.iam().getRole(role -> role.roleName("nobody")))
        .satisfies(error -> {
          assertThat(error.statusCode()).isEqualTo(404);
          assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NoSuchEntity");
          assertThat(error.requestId()).isNotEmpty();
        });
  }

  @Test
  void pagesThroughTheSdksPaginators() {
    for (int i = 0; i < 7; i++) {
      String cidr = "10." + i + ".0.0/16";
      aws.ec2().createVpc(vpc -> vpc.cidrBlock(cidr));
    }
    aws.calls().clear();
    assertThat(aws.ec2().describeVpcsPaginator(vpcs -> vpcs.maxResults(5)).vpcs())
        .hasSize(8);
    assertThat(aws.calls().countByOperation()).containsEntry("DescribeVpcs", 2);
  }

  @Test
  void refusesAnInvalidToken() {
    assertFails("InvalidNextToken", () -> aws.ec2().describeVpcs(vpcs -> vpcs.nextToken("x y")));
  }

  @Test
  void saysWhichOperationIsMissing() {
    assertThatThrownBy(() -> aws.ec2().describeInstances())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("The simulated AWS has no ec2 DescribeInstances.");
    assertThat(aws.ec2()).hasToString("simulated client of ec2 in us-east-2");
    assertThat(aws.ec2().serviceName()).isEqualTo("ec2");
  }

  @Test
  void listenersInjectErrorsBeforeTheEffect() {
    aws.onCall(call -> {
      if (call.operation().equals("CreateVpc")) {
        AwsError.raise(Ec2Exception.builder(), "RequestLimitExceeded", 503, "Slow down");
      }
    });
    assertFails(
        "RequestLimitExceeded", () -> aws.ec2().createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16")));
    assertThat(aws.ec2().describeVpcs().vpcs()).hasSize(1);
    assertThat(aws.calls().of("CreateVpc").get(0).errorCode()).contains("RequestLimitExceeded");
  }

  @Test
  void listenersLoseRepliesAfterTheEffect() {
    AtomicBoolean armed = new AtomicBoolean(true);
    aws.onCall(new CallListener() {
      @Override
      public void before(Call call) {
        assertThat(call.errorCode()).isEqualTo(Optional.empty());
      }

      @Override
      public void after(Call call) {
        if (armed.getAndSet(false)) {
          throw SdkClientException.create("Connection reset");
        }
      }
    });
    CreateVpcRequest request =
        CreateVpcRequest.builder().cidrBlock("10.0.0.0/16").build();
    assertThatThrownBy(() -> aws.ec2().createVpc(request)).hasMessageContaining("reset");
    assertThat(aws.ec2().describeVpcs().vpcs()).extracting(Vpc::isDefault).contains(false);
  }

  @Test
  void takesTheLatencyForEachCall() {
    aws.ec2();
    aws.latency(Duration.ofMillis(30));
    long before = System.nanoTime();
    aws.ec2().describeVpcs();
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(30));
  }

  @Test
  void givesTheSameIdsForTheSameSeed() {
    String id = aws.ec2().describeVpcs().vpcs().get(0).vpcId();
    assertThat(SimulatedAws.create().ec2().describeVpcs().vpcs().get(0).vpcId()).isEqualTo(id);
    SimulatedAws other = SimulatedAws.builder().seed(2).build();
    assertThat(other.ec2().describeVpcs().vpcs().get(0).vpcId()).isNotEqualTo(id);
    assertThat(id).matches("vpc-[0-9a-f]{17}");
  }

  @Test
  void keepsRegionsApart() {
    aws.ec2("eu-west-1").createVpc(vpc -> vpc.cidrBlock("10.0.0.0/16"));
    assertThat(aws.ec2().describeVpcs().vpcs()).hasSize(1);
    assertThat(aws.ec2("eu-west-1").describeVpcs().vpcs()).hasSize(2);
  }

  @Test
  void knowsWhoCalls() {
    SimulatedAws other = SimulatedAws.builder().accountId("210987654321").build();
    assertThat(other.sts().getCallerIdentity().account()).isEqualTo("210987654321");
    assertThatThrownBy(() -> SimulatedAws.builder().accountId("me"))
        .hasMessageContaining("Give twelve digits");
  }
}
