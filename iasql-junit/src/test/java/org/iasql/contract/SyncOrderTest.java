package org.iasql.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.SubnetDao;
import org.iasql.aws.elb.Listener;
import org.iasql.aws.elb.ListenerDao;
import org.iasql.aws.elb.LoadBalancerDao;
import org.iasql.aws.elb.LoadBalancerType;
import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.elb.TargetGroupDao;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

/** A sync writes rows in an order in which references and triggers hold. */
@SuppressWarnings("unchecked") // The SDK's builders take arrays of generic consumers.
@IasqlTest(modules = "aws_elb", leaks = Leaks.IGNORE)
class SyncOrderTest {
  private final Iasql iasql;
  private final SimulatedAws aws;

  SyncOrderTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
  }

  @Test
  void movesAListenerBeforeItsOldTargetGroupGoes() {
    String listener = aws.elb()
        .createListener(request -> request
            .loadBalancerArn(LoadBalancerCases.make(aws, LoadBalancerType.APPLICATION))
            .port(80)
            .protocol("HTTP")
            .defaultActions(action -> action
                .type("forward")
                .targetGroupArn(TargetGroupCases.make(aws, "old", Protocol.HTTP))))
        .listeners()
        .get(0)
        .listenerArn();
    iasql.sync();
    String old = aws.elb().describeTargetGroups().targetGroups().get(0).targetGroupArn();
    String replacement = TargetGroupCases.make(aws, "new", Protocol.HTTP);
    aws.elb()
        .modifyListener(request -> request
            .listenerArn(listener)
            .defaultActions(action -> action.type("forward").targetGroupArn(replacement)));
    aws.elb().deleteTargetGroup(request -> request.targetGroupArn(old));
    iasql.sync();
    List<TargetGroup> groups =
        iasql.withTransaction(tx -> tx.dao(TargetGroupDao.class).findAll());
    assertThat(groups).extracting(TargetGroup::targetGroupName).containsExactly("new");
    List<Listener> listeners =
        iasql.withTransaction(tx -> tx.dao(ListenerDao.class).findAll());
    assertThat(listeners)
        .extracting(Listener::targetGroupId)
        .containsExactly(groups.get(0).ref());
    assertThat(iasql.planApply()).isEmpty();
  }

  @Test
  void movesALoadBalancerBeforeItsOldSubnetGoes() {
    String balancer = LoadBalancerCases.make(aws, LoadBalancerType.APPLICATION);
    iasql.sync();
    List<Subnet> subnets = iasql.withTransaction(tx -> tx.dao(SubnetDao.class).findAll());
    String gone = subnets.get(0).subnetId().orElseThrow();
    Set<String> left = Set.of(
        subnets.get(1).subnetId().orElseThrow(), subnets.get(2).subnetId().orElseThrow());
    aws.elb().setSubnets(request -> request.loadBalancerArn(balancer).subnets(left));
    aws.ec2().deleteSubnet(request -> request.subnetId(gone));
    iasql.sync();
    assertThat(iasql.dao(SubnetDao.class).findAll()).hasSize(2);
    assertThat(iasql.dao(LoadBalancerDao.class).findAll())
        .singleElement()
        .satisfies(row -> assertThat(row.subnets()).contains(left));
    assertThat(iasql.planApply()).isEmpty();
  }
}
