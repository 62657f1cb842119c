package org.iasql.engine.aws.ec2;

import java.util.List;
import org.iasql.aws.ec2.VpcModule;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_vpc} for the engine. */
public final class VpcEngineModule {
  private VpcEngineModule() {}

  /** The module with its mappers. */
  public static EngineModule create() {
    return new EngineModule(
        new VpcModule(), List.of(new VpcMapper(), new SubnetMapper()), List.of());
  }
}
