package org.iasql.local.aws.sts;

import org.iasql.local.aws.Account;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS in memory: it knows who calls. */
public final class SimulatedSts implements StsClient {
  private final Account account;

  /** Creates the service. */
  public SimulatedSts(Account account) {
    this.account = account;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
    return GetCallerIdentityResponse.builder()
        .account(account.accountId())
        .arn("arn:aws:iam::" + account.accountId() + ":user/iasql")
        .userId("AIDAIASQLSIMULATED" + account.accountId().substring(9))
        .build();
  }
}
