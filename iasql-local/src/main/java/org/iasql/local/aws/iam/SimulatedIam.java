package org.iasql.local.aws.iam;

import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.iam.IamClient;

/** Behaves like IAM, in memory. */
public final class SimulatedIam implements IamClient {
  private final Account account;

  /** Creates the service, empty. */
  public SimulatedIam(Account account) {
    this.account = account;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
