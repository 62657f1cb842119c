package org.iasql.aws.iam;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_iam}. */
public final class IamModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_iam";
  }

  @Override
  public List<String> dependencies() {
    return List.of("aws_account");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(Role.class);
  }
}
