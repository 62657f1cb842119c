package org.iasql.engine.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.iasql.core.CloudException;
import org.iasql.core.IasqlException;
import org.iasql.engine.AwsClients;
import org.iasql.engine.observe.EngineObserver;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The AWS account that an engine works for.
 *
 * @param threads runs the calls that may run at the same time; unbounded, because a listing waits for
 *     other listings
 * @param limiter spreads all of the account's calls over the time that AWS asks for
 * @param observer hears of every call
 */
public record Account(
    AwsClients clients,
    Patience patience,
    ExecutorService threads,
    CallLimiter limiter,
    EngineObserver observer) {
  /** A caller is to learn within 10 s that an address does not answer. */
  private static final int IDENTITY_ATTEMPTS = 3;

  /** An account whose calls keep to AWS's rates, if the clients' calls are limited. */
  public Account(AwsClients clients, Patience patience, ExecutorService threads) {
    this(clients, patience, threads, EngineObserver.NONE);
  }

  /** The same, with an observer of its calls. */
  public Account(
      AwsClients clients, Patience patience, ExecutorService threads, EngineObserver observer) {
    this(clients, patience, threads, new CallLimiter(clients::rateLimited, patience), observer);
  }

  /** The same account, for which each wait ends after so long. */
  public Account within(Duration deadline) {
    return new Account(clients, patience.within(deadline), threads, limiter, observer);
  }

  /**
   * The same account, for which every wait ends as soon as there is a reason.
   *
   * @param ending what is thrown then
   */
  public Account unless(Supplier<Optional<IasqlException>> ending) {
    return new Account(clients, patience.unless(ending), threads, limiter, observer);
  }

  /** Who the credentials are. */
  public record CallerIdentity(String accountId, String arn) {}

  /**
   * Asks AWS who the credentials are.
   *
   * @throws CloudException if they are wrong or missing, or AWS does not answer
   */
  public CallerIdentity identity() {
    return identity(clients, patience, observer);
  }

  /**
   * Asks AWS whose account these clients reach.
   *
   * @throws CloudException if the credentials are wrong or missing, or AWS does not answer
   */
  public static CallerIdentity identity(AwsClients clients, Patience patience) {
    return identity(clients, patience, EngineObserver.NONE);
  }

  private static CallerIdentity identity(
      AwsClients clients, Patience patience, EngineObserver observer) {
    try {
      GetCallerIdentityResponse answer = GatedClient.of(
              StsClient.class,
              clients.sts(),
              new ReadGate(patience.atMost(IDENTITY_ATTEMPTS), Pace.unlimited()),
              observer)
          .getCallerIdentity();
      return new CallerIdentity(answer.account(), answer.arn());
    } catch (CallFailedException e) {
      throw new CloudException(e.getMessage() + " " + advice(clients, e.failure()), e);
    }
  }

  private static String advice(AwsClients clients, SdkException failure) {
    if (AwsErrors.unanswered(failure)) {
      return "Nothing was changed. Check that %s can be reached from where the engine runs%s, then call again."
          .formatted(
              clients.address(),
              AwsErrors.unknownHost(failure)
                  ? ", and that region '%s' exists".formatted(clients.region())
                  : "");
    }
    if (failure instanceof SdkServiceException && AwsErrors.code(failure).isEmpty()) {
      return "Nothing was changed. Check that %s is AWS's, or an emulator's."
          .formatted(clients.address());
    }
    return "Nothing was changed. The engine needs working AWS credentials: check the key pair or the profile that it was started with.";
  }

  /** The names of all regions that the account can use. */
  public List<String> regions() {
    String region = clients.region();
    return GatedClient.of(
            Ec2Client.class,
            clients.ec2(region),
            new ReadGate(patience, limiter.in(region)),
            observer)
        .describeRegions()
        .regions()
        .stream()
        .map(Region::regionName)
        .toList();
  }
}
