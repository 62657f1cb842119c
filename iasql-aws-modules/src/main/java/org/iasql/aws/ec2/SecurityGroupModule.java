package org.iasql.aws.ec2;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_security_group}. */
public final class SecurityGroupModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_security_group";
  }

  @Override
  public List<String> dependencies() {
    return List.of("aws_vpc");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(SecurityGroup.class, SecurityGroupRule.class);
  }
}
