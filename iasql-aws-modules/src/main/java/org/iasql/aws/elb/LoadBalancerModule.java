package org.iasql.aws.elb;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_elb}. */
public final class LoadBalancerModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_elb";
  }

  @Override
  public List<String> dependencies() {
    return List.of("aws_vpc", "aws_security_group", "aws_acm_list");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(LoadBalancer.class, TargetGroup.class, Listener.class);
  }
}
