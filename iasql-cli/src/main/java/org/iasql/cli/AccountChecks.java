package org.iasql.cli;

import java.util.List;
import org.iasql.core.IasqlException;

/** What an engine with these credentials needs of AWS. */
final class AccountChecks {
  private AccountChecks() {}

  static List<Check> of(AccountOptions account) {
    if (account.isSimulated()) {
      return List.of(
          Check.skipped("AWS identity", "not asked: name it by --region, --profile or --endpoint"));
    }
    try {
      var caller = account.identity();
      return List.of(Check.ok("AWS identity", caller.arn()));
    } catch (IasqlException e) {
      return List.of(Check.missing("AWS identity", "no answer", String.valueOf(e.getMessage())));
    }
  }
}
