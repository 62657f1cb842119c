package org.iasql.local.aws.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;

@EnabledIfEnvironmentVariable(
    named = ServiceModels.VARIABLE,
    matches = ".+",
    disabledReason = "IASQL_BOTOCORE_DATA names no directory with AWS's service models;"
        + " .ci/run installs them")
class RequestValidatorTest {
  private final List<String> reported = new ArrayList<>();
  private final RequestValidator validator =
      new RequestValidator(ServiceModels.ofEnvironment(), reported::add);

  @Test
  void joinsEverySimulatedAccount() {
    SimulatedAws aws = SimulatedAws.create();
    assertThat(aws.sts().getCallerIdentity().account()).isEqualTo(aws.accountId());
    assertThat(java.util.ServiceLoader.load(org.iasql.local.aws.CallListener.class))
        .hasAtLeastOneElementOfType(RequestValidator.class);
  }

  @Test
  void passesRequestThatFitsItsModel() {
    validator.after(call(
        "CreateTargetGroup",
        CreateTargetGroupRequest.builder().name("quickstart-target").port(8088).build()));
    assertThat(reported).isEmpty();
  }

  @Test
  void namesRequiredMember() {
    assertForbids(
        call("CreateSecurityGroup", CreateSecurityGroupRequest.builder().build()),
        "Description is required; GroupName is required");
  }

  @Test
  void namesRequiredMemberOfMember() {
    assertForbids(
        call(
            "CreateService",
            CreateServiceRequest.builder()
                .serviceName("web")
                .networkConfiguration(network ->
                    network.awsvpcConfiguration(vpc -> vpc.assignPublicIp(AssignPublicIp.ENABLED)))
                .build()),
        "networkConfiguration.awsvpcConfiguration.subnets is required");
  }

  @Test
  void namesUnknownEnumConstant() {
    assertForbids(
        call(
            "CreateTargetGroup",
            CreateTargetGroupRequest.builder().name("a").protocol("SMTP").build()),
        "Protocol is 'SMTP', which is none of");
  }

  @Test
  void namesNumberOutOfRange() {
    assertForbids(
        call(
            "CreateTargetGroup",
            CreateTargetGroupRequest.builder()
                .name("a")
                .protocol(ProtocolEnum.HTTP)
                .port(70000)
                .build()),
        "Port is 70000, above 65535");
  }

  @Test
  void namesTextThatDoesNotMatchItsPattern() {
    assertForbids(
        call(
            "CreateRole",
            CreateRoleRequest.builder()
                .roleName("a b")
                .assumeRolePolicyDocument("{}")
                .build()),
        "RoleName is 'a b', which does not match");
  }

  @Test
  void namesTextThatIsTooLong() {
    assertForbids(
        call(
            "CreateRole",
            CreateRoleRequest.builder()
                .roleName("a".repeat(65))
                .assumeRolePolicyDocument("{}")
                .build()),
        "RoleName has 65 characters, at most 64 are allowed");
  }

  @Test
  void leavesRefusedRequestToTheAccount() {
    validator.before(call("CreateVpc", CreateVpcRequest.builder().cidrBlock("x").build()));
    validator.failed(failed("CreateVpc", CreateVpcRequest.builder().build(), "MissingParameter"));
    assertThat(reported).isEmpty();
  }

  @Test
  void acceptsErrorOfTheModelAndPublishedOnes() {
    validator.failed(failed(
        "DescribeLoadBalancers",
        DescribeLoadBalancersRequest.builder().build(),
        "LoadBalancerNotFound"));
    validator.failed(failed("CreateVpc", CreateVpcRequest.builder().build(), "VpcLimitExceeded"));
    assertThat(reported).isEmpty();
  }

  @Test
  void refusesErrorThatTheOperationDoesNotHave() {
    Call call = failed(
        "DescribeServices", DescribeServicesRequest.builder().build(), "ServiceNotFoundException");
    assertThatThrownBy(() -> validator.failed(call))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ecs DescribeServices")
        .hasMessageContaining("ServiceNotFoundException, which is no error of this operation")
        .hasMessageContaining("ClusterNotFoundException");
    assertThat(reported).hasSize(1);
  }

  private void assertForbids(Call call, String rule) {
    assertThatThrownBy(() -> validator.after(call))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(call.operation())
        .hasMessageContaining(rule);
    assertThat(reported).hasSize(1);
  }

  private static Call call(String operation, SdkRequest request) {
    return new Call("ecs", operation, "us-east-2", request, Instant.EPOCH, Optional.empty());
  }

  private static Call failed(String operation, SdkRequest request, String code) {
    return new Call("ecs", operation, "us-east-2", request, Instant.EPOCH, Optional.of(code));
  }
}
