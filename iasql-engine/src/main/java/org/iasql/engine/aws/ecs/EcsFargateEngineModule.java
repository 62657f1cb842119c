package org.iasql.engine.aws.ecs;

import java.util.List;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ecs.EcsFargateModule;
import org.iasql.aws.ecs.Service;
import org.iasql.aws.elb.Listener;
import org.iasql.engine.aws.Edge;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_ecs_fargate} for the engine. */
public final class EcsFargateEngineModule {
  private static final Edge<Service, Listener> AFTER_ITS_LISTENERS = new Edge<>(
      Service.class,
      Listener.class,
      (service, listener) ->
          service.targetGroupId().filter(listener.targetGroupId()::equals).isPresent(),
      "ECS creates a service only when its target group is attached to a load balancer.");

  private static final Edge<Service, Subnet> IN_ITS_SUBNETS = new Edge<>(
      Service.class,
      Subnet.class,
      (service, subnet) -> subnet.subnetId().filter(service.subnets()::contains).isPresent(),
      "AWS deletes no subnet in which a service's tasks have network interfaces.");

  private EcsFargateEngineModule() {}

  /** The module with its mappers and edges. */
  public static EngineModule create() {
    return new EngineModule(
        new EcsFargateModule(),
        List.of(new ClusterMapper(), new TaskDefinitionMapper(), new ServiceMapper()),
        List.of(AFTER_ITS_LISTENERS, IN_ITS_SUBNETS));
  }
}
