package org.iasql.local.aws;

import java.util.Map;
import java.util.function.BiFunction;
import org.iasql.local.aws.acm.SimulatedAcm;
import org.iasql.local.aws.cloudwatchlogs.SimulatedLogs;
import org.iasql.local.aws.ec2.SimulatedEc2;
import org.iasql.local.aws.ecr.SimulatedEcr;
import org.iasql.local.aws.ecrpublic.SimulatedEcrPublic;
import org.iasql.local.aws.ecs.SimulatedEcs;
import org.iasql.local.aws.elb.SimulatedElb;
import org.iasql.local.aws.iam.SimulatedIam;
import org.iasql.local.aws.rds.SimulatedRds;
import org.iasql.local.aws.sts.SimulatedSts;

/** Every service that the simulated AWS has, and how it comes into being. */
final class Services {
  private static final Map<Class<?>, BiFunction<Account, String, Object>> FACTORIES = Map.of(
      SimulatedEc2.class, SimulatedEc2::new,
      SimulatedElb.class, SimulatedElb::new,
      SimulatedAcm.class, SimulatedAcm::new,
      SimulatedEcr.class, SimulatedEcr::new,
      SimulatedEcs.class, SimulatedEcs::new,
      SimulatedLogs.class, SimulatedLogs::new,
      SimulatedRds.class, SimulatedRds::new,
      SimulatedEcrPublic.class, (account, region) -> new SimulatedEcrPublic(account),
      SimulatedIam.class, (account, region) -> new SimulatedIam(account),
      SimulatedSts.class, (account, region) -> new SimulatedSts(account));

  private Services() {}

  static Object create(Class<?> type, Account account, String region) {
    BiFunction<Account, String, Object> factory = FACTORIES.get(type);
    if (factory == null) {
      throw new IllegalArgumentException("The simulated AWS has no service '" + type + "'");
    }
    return factory.apply(account, region);
  }
}
