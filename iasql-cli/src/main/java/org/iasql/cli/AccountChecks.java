package org.iasql.cli;

import java.util.ArrayList;
import java.util.List;
import org.iasql.core.IasqlException;
import org.iasql.engine.AwsClients;
import org.iasql.engine.EngineModules;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.Patience;
import org.iasql.engine.cloud.ReadCheck;

/** What an engine with these credentials needs of AWS: to be somebody, and to read what modules import. */
final class AccountChecks {
  private AccountChecks() {}

  static List<Check> of(AccountOptions account) {
    if (account.isSimulated()) {
      return List.of(
          Check.skipped("AWS identity", "not asked: name it by --region, --profile or --endpoint"));
    }
    try (AwsClients clients = AwsClients.connect(account.access())) {
      return of(clients);
    } catch (IasqlException e) {
      return List.of(Check.missing("AWS identity", "no answer", String.valueOf(e.getMessage())));
    }
  }

  /** Asks by reads alone. */
  static List<Check> of(AwsClients clients) {
    String arn = Account.identity(clients, Patience.standard()).arn();
    List<Check> checks = new ArrayList<>();
    checks.add(Check.ok("AWS identity", arn));
    List<ResourceMapper<?>> mappers = EngineModules.all().stream()
        .<ResourceMapper<?>>flatMap(module -> module.mappers().stream())
        .toList();
    ReadCheck.of(clients, Patience.standard(), mappers).stream()
        .map(read -> check(read, arn))
        .forEach(checks::add);
    return checks;
  }

  private static Check check(ReadCheck.Read read, String arn) {
    return read.failure()
        .map(failure -> Check.missing(
            read.action(),
            read.denied() ? "denied" : "no answer",
            read.denied()
                ? "Allow %s in a policy of %s; 'iasql quickstart --iam-policy' prints one that the tutorial needs."
                    .formatted(read.action(), arn)
                : failure))
        .orElseGet(() -> Check.ok(read.action(), "allowed"));
  }
}
