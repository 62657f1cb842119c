package org.iasql.aws.ecs;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_ecs_fargate}. */
public final class EcsFargateModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_ecs_fargate";
  }

  @Override
  public List<String> dependencies() {
    return List.of(
        "aws_cloudwatch", "aws_ecr", "aws_elb", "aws_iam", "aws_security_group", "aws_vpc");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(Cluster.class, TaskDefinition.class, Service.class);
  }
}
