package org.iasql.local.aws.sts;

import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.sts.StsClient;

/** Behaves like STS, in memory. */
public final class SimulatedSts implements StsClient {
  private final Account account;

  /** Creates the service, empty. */
  public SimulatedSts(Account account) {
    this.account = account;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
