package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** What 'iasql connect' finds out about the credentials' rights. */
class AccountChecksTest {
  private final SimulatedAws aws = SimulatedAws.create();

  @Test
  void listsTheReadsThatModulesMake() {
    List<Check> checks = AccountChecks.of(aws);
    assertThat(checks).extracting(Check::state).containsOnly(Check.State.OK);
    assertThat(checks)
        .extracting(Check::name)
        .startsWith("AWS identity", "acm:ListCertificates")
        .contains(
            "ec2:DescribeSecurityGroups",
            "ecr-public:DescribeRepositories",
            "ecs:ListClusters",
            "elasticloadbalancing:DescribeLoadBalancers",
            "iam:ListRoles",
            "logs:DescribeLogGroups",
            "rds:DescribeDBInstances")
        .doesNotHaveDuplicates();
    assertThat(aws.calls().all()).allMatch(Call::isRead);
  }

  @Test
  void namesTheActionThatIsDenied() {
    deny("AccessDeniedException", "ListClusters", "DescribeLogGroups");
    deny("UnauthorizedOperation", "DescribeVpcs");
    List<Check> denied = AccountChecks.of(aws).stream().filter(Check::isMissing).toList();
    assertThat(denied)
        .extracting(Check::name)
        .containsExactly("ec2:DescribeVpcs", "ecs:ListClusters", "logs:DescribeLogGroups");
    assertThat(denied).extracting(Check::found).containsOnly("denied");
    assertThat(denied.get(1).mend())
        .hasValueSatisfying(mend -> assertThat(mend)
            .startsWith("Allow ecs:ListClusters in a policy of arn:aws:iam::123456789012:"));
  }

  @Test
  void saysWhatElseAwsAnswers() {
    deny("InvalidParameterException", "ListClusters");
    assertThat(AccountChecks.of(aws))
        .filteredOn(Check::isMissing)
        .singleElement()
        .satisfies(check -> {
          assertThat(check.found()).isEqualTo("no answer");
          assertThat(check.mend().orElse(""))
              .startsWith("ECS ListClusters answered InvalidParameter");
        });
  }

  private void deny(String code, String... operations) {
    Set<String> denied = Set.of(operations);
    aws.onCall(call -> {
      if (denied.contains(call.operation())) {
        throw AwsError.raise(EcsException.builder(), code, 400, "not allowed");
      }
    });
  }
}
