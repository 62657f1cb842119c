package org.iasql.engine.cloud;

import org.iasql.engine.AwsClients;
import org.iasql.engine.observe.EngineObserver;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/**
 * Looks at an account without an engine. Reads are repeated as an engine's are; those that fail for
 * good throw {@link CallFailedException}, and whatever is no read is refused.
 */
public final class AccountReads {
  private final AwsClients clients;
  private final CallGate gate;

  /** Reads through these clients, which stay the caller's to close. */
  public AccountReads(AwsClients clients, Patience patience) {
    this.clients = clients;
    this.gate = new ReadGate(patience, Pace.unlimited());
  }

  /** Reads of ECR, such as of an authorization token. */
  public EcrClient ecr(String region) {
    return GatedClient.of(EcrClient.class, clients.ecr(region), gate, EngineObserver.NONE);
  }

  /** Reads of ECS. */
  public EcsClient ecs(String region) {
    return GatedClient.of(EcsClient.class, clients.ecs(region), gate, EngineObserver.NONE);
  }

  /** Reads of load balancers. */
  public ElasticLoadBalancingV2Client elb(String region) {
    return GatedClient.of(
        ElasticLoadBalancingV2Client.class, clients.elb(region), gate, EngineObserver.NONE);
  }
}
