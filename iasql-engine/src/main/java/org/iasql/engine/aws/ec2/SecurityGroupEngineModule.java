package org.iasql.engine.aws.ec2;

import java.util.List;
import org.iasql.aws.ec2.SecurityGroupModule;
import org.iasql.engine.aws.EngineModule;

/** {@code aws_security_group} for the engine. */
public final class SecurityGroupEngineModule {
  private SecurityGroupEngineModule() {}

  /** The module with its mappers. */
  public static EngineModule create() {
    return new EngineModule(
        new SecurityGroupModule(),
        List.of(new SecurityGroupMapper(), new SecurityGroupRuleMapper()),
        List.of());
  }
}
