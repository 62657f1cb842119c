package org.iasql.engine.cloud;

import java.util.List;
import java.util.concurrent.ExecutorService;
import org.iasql.core.CloudException;
import org.iasql.engine.AwsClients;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The AWS account that an engine works for.
 *
 * @param threads runs the calls that may run at the same time; unbounded, because a listing waits for
 *     other listings
 */
public record Account(AwsClients clients, Patience patience, ExecutorService threads) {
  /** A caller is to learn within 10 s that an address does not answer. */
  private static final int IDENTITY_ATTEMPTS = 3;

  /** Who the credentials are. */
  public record CallerIdentity(String accountId, String arn) {}

  /**
   * Asks AWS who the credentials are.
   *
   * @throws CloudException if they are wrong or missing, or AWS does not answer
   */
  public CallerIdentity identity() {
    try {
      GetCallerIdentityResponse answer = GatedClient.of(
              StsClient.class, clients.sts(), new ReadGate(patience.atMost(IDENTITY_ATTEMPTS)))
          .getCallerIdentity();
      return new CallerIdentity(answer.account(), answer.arn());
    } catch (CallFailedException e) {
      throw new CloudException(e.getMessage() + " " + advice(e), e);
    }
  }

  private String advice(CallFailedException failure) {
    return AwsErrors.unanswered(failure.failure())
        ? "Nothing was changed. Check that %s can be reached from where the engine runs, then call again."
            .formatted(clients.address())
        : "Nothing was changed. The engine needs working AWS credentials: check the key pair or the profile that it was started with.";
  }

  /** The names of all regions that the account can use. */
  public List<String> regions() {
    return GatedClient.of(Ec2Client.class, clients.ec2(clients.region()), new ReadGate(patience))
        .describeRegions()
        .regions()
        .stream()
        .map(Region::regionName)
        .toList();
  }
}
