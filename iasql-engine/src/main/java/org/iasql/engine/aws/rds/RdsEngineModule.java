package org.iasql.engine.aws.rds;

import java.util.List;
import org.iasql.aws.rds.RdsModule;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_rds} for the engine. */
public final class RdsEngineModule {
  private RdsEngineModule() {}

  /** The module with its mappers. */
  public static EngineModule create() {
    return new EngineModule(
        new RdsModule(), List.of(new ParameterGroupMapper(), new RdsMapper()), List.of());
  }
}
