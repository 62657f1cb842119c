package org.iasql.engine.aws.cloudwatchlogs;

import java.util.List;
import org.iasql.aws.cloudwatchlogs.CloudWatchModule;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_cloudwatch} for the engine. */
public final class CloudWatchEngineModule {
  private CloudWatchEngineModule() {}

  /** The module with its mappers. */
  public static EngineModule create() {
    return new EngineModule(new CloudWatchModule(), List.of(new LogGroupMapper()), List.of());
  }
}
