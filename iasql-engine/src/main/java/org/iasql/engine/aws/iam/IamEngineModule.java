package org.iasql.engine.aws.iam;

import java.util.List;
import org.iasql.aws.iam.IamModule;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_iam} for the engine. */
public final class IamEngineModule {
  private IamEngineModule() {}

  /** The module with its mappers. */
  public static EngineModule create() {
    return new EngineModule(new IamModule(), List.of(new RoleMapper()), List.of());
  }
}
