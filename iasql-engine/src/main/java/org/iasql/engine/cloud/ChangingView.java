package org.iasql.engine.cloud;

/** The account in one region, with changes recorded. */
public abstract class ChangingView extends RegionView {
  protected ChangingView(Account account, CallRecord record, String region, String accountId) {
    super(
        account,
        new ChangeGate(account.patience(), account.limiter().in(region), record),
        region,
        accountId);
  }
}
