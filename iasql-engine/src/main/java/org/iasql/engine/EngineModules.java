package org.iasql.engine;

import java.util.List;
import org.iasql.aws.account.AccountModule;
import org.iasql.engine.aws.EngineModule;
import org.iasql.engine.aws.acm.CertificateEngineModule;
import org.iasql.engine.aws.cloudwatchlogs.CloudWatchEngineModule;
import org.iasql.engine.aws.ec2.SecurityGroupEngineModule;
import org.iasql.engine.aws.ec2.VpcEngineModule;
import org.iasql.engine.aws.ecr.EcrEngineModule;
import org.iasql.engine.aws.ecs.EcsFargateEngineModule;
import org.iasql.engine.aws.elb.LoadBalancerEngineModule;
import org.iasql.engine.aws.iam.IamEngineModule;
import org.iasql.engine.aws.rds.RdsEngineModule;

/** Every module that this engine can install. */
public final class EngineModules {
  private EngineModules() {}

  /** Returns the modules with their resource mappers, those first that others need. */
  public static List<EngineModule> all() {
    return List.of(
        new EngineModule(new AccountModule(), List.of(), List.of()),
        CloudWatchEngineModule.create(),
        EcrEngineModule.create(),
        IamEngineModule.create(),
        VpcEngineModule.create(),
        SecurityGroupEngineModule.create(),
        CertificateEngineModule.create(),
        LoadBalancerEngineModule.create(),
        EcsFargateEngineModule.create(),
        RdsEngineModule.create());
  }
}
