package org.iasql.engine.aws.ecr;

import java.util.List;
import org.iasql.aws.ecr.EcrModule;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_ecr} for the engine. */
public final class EcrEngineModule {
  private EcrEngineModule() {}

  /** The module with its mappers. */
  public static EngineModule create() {
    return new EngineModule(
        new EcrModule(),
        List.of(new RepositoryMapper(), new PublicRepositoryMapper(), new RepositoryPolicyMapper()),
        List.of());
  }
}
