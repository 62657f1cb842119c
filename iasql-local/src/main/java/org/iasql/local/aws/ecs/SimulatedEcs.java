package org.iasql.local.aws.ecs;

import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Behaves like ECS, in memory. */
public final class SimulatedEcs implements EcsClient {
  private final Account account;
  private final String region;

  /** Creates the service, empty. */
  public SimulatedEcs(Account account, String region) {
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
