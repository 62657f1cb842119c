package org.iasql.aws.cloudwatchlogs;

import java.util.List;
import org.iasql.core.resource.IasqlModule;
import org.iasql.core.resource.Resource;

/** The module {@code aws_cloudwatch}. */
public final class CloudWatchModule implements IasqlModule {
  @Override
  public String name() {
    return "aws_cloudwatch";
  }

  @Override
  public List<String> dependencies() {
    return List.of("aws_account");
  }

  @Override
  public List<Class<? extends Resource<?>>> resources() {
    return List.of(LogGroup.class);
  }
}
