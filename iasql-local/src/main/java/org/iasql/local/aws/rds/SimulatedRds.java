package org.iasql.local.aws.rds;

import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.rds.RdsClient;

/** Behaves like RDS, in memory. */
public final class SimulatedRds implements RdsClient {
  private final Account account;
  private final String region;

  /** Creates the service, empty. */
  public SimulatedRds(Account account, String region) {
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
