package org.iasql.aws.ec2;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_vpc}. */
public final class VpcModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_vpc";
  }

  @Override
  public List<String> dependencies() {
    return List.of("aws_account");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(Vpc.class, Subnet.class);
  }
}
