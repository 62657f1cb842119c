package org.iasql.aws.account;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_account}, which all others need. */
public final class AccountModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_account";
  }

  @Override
  public List<String> dependencies() {
    return List.of();
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of();
  }

  @Override
  public List<String> tables() {
    return List.of("aws_account", "aws_regions");
  }
}
