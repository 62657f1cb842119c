package org.iasql.engine.aws.elb;

import java.util.List;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerModule;
import org.iasql.engine.aws.Edge;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_elb} for the engine. */
public final class LoadBalancerEngineModule {
  private LoadBalancerEngineModule() {}

  /** The module with its mappers. */
  public static EngineModule create() {
    return new EngineModule(
        new LoadBalancerModule(),
        List.of(new LoadBalancerMapper(), new TargetGroupMapper(), new ListenerMapper()),
        List.of(
            new Edge<>(
                LoadBalancer.class,
                Subnet.class,
                LoadBalancerEngineModule::isIn,
                "AWS puts a load balancer into subnets that are there, and deletes none that one is in.")));
  }

  private static boolean isIn(LoadBalancer balancer, Subnet subnet) {
    return balancer
        .subnets()
        .map(ids -> subnet.subnetId().filter(ids::contains).isPresent())
        .orElseGet(() -> balancer.vpcId().filter(subnet.vpcId()::equals).isPresent());
  }
}
