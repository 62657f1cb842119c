package org.iasql.local.aws.elb;

import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;

/** Behaves like Elastic Load Balancing v2, in memory. */
public final class SimulatedElb implements ElasticLoadBalancingV2Client {
  private final Account account;
  private final String region;

  /** Creates the service, empty. */
  public SimulatedElb(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
