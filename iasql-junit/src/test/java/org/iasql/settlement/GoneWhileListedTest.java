package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

/** A plan goes on when a stranger deletes what a list has just named, or the list lags. */
@IasqlTest(
    modules = {Stack.MODULES, "aws_rds"},
    leaks = Leaks.IGNORE)
class GoneWhileListedTest {
  @Test
  void leavesOutWhatIsGone(Iasql iasql, SimulatedAws aws) {
    aws.ecs().createCluster(r -> r.clusterName("gone"));
    aws.iam().createRole(r -> r.roleName("gone").assumeRolePolicyDocument("""
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}\
        """));
    aws.rds()
        .createDBParameterGroup(r -> r.dbParameterGroupName("gone")
            .dbParameterGroupFamily("postgres16")
            .description("gone"));
    String balancer = aws.elb()
        .createLoadBalancer(r -> r.name("gone")
            .subnets(aws.ec2().describeSubnets().subnets().stream()
                .map(subnet -> subnet.subnetId())
                .toList()))
        .loadBalancers()
        .get(0)
        .loadBalancerArn();
    Map<String, Runnable> deletes = new ConcurrentHashMap<>(Map.of(
        "ListServices", () -> aws.ecs().deleteCluster(r -> r.cluster("gone")),
        "ListAttachedRolePolicies", () -> aws.iam().deleteRole(r -> r.roleName("gone")),
        "DescribeDBParameters",
            () -> aws.rds().deleteDBParameterGroup(r -> r.dbParameterGroupName("gone")),
        "DescribeListeners", () -> aws.elb().deleteLoadBalancer(r -> r.loadBalancerArn(balancer))));
    aws.onCall(call -> {
      if (call.request().toString().contains("gone")) {
        Optional.ofNullable(deletes.remove(call.operation())).ifPresent(Runnable::run);
      }
    });
    assertThat(iasql.planApply()).isEmpty();
    assertThat(deletes).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
  }
}
