package org.iasql.local.aws.acm;

import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.acm.AcmClient;

/** Behaves like Certificate Manager, in memory. */
public final class SimulatedAcm implements AcmClient {
  private final Account account;
  private final String region;

  /** Creates the service, empty. */
  public SimulatedAcm(Account account, String region) {
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
