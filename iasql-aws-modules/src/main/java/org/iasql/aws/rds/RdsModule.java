package org.iasql.aws.rds;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_rds}. */
public final class RdsModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_rds";
  }

  @Override
  public List<String> dependencies() {
    return List.of("aws_vpc", "aws_security_group");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(ParameterGroup.class, Rds.class);
  }
}
