package org.iasql.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecrpublic.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecrpublic.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecrpublic.model.EcrPublicException;

/** The public gallery of an endpoint that has none: empty, and closed for new repositories. */
final class NoPublicRepositories implements EcrPublicClient {
  private static final Logger LOG = LoggerFactory.getLogger(NoPublicRepositories.class);

  /** A server can fail once without meaning it. */
  private static final int QUESTIONS = 2;

  /**
   * Asks an endpoint. One without public repositories says that it has no such operation, or answers
   * with an error page, which AWS never does.
   */
  static boolean at(EcrPublicClient client) {
    for (int question = 0; question < QUESTIONS; question++) {
      try {
        client.describeRepositories(request -> {});
        return false;
      } catch (EcrPublicException e) {
        if (!isUnknownOperation(e)) {
          return false;
        }
      } catch (SdkClientException e) {
        LOG.debug("Whether there are public repositories is left to the call that needs them", e);
        return false;
      }
    }
    LOG.info("The endpoint has no public repositories");
    return true;
  }

  private static boolean isUnknownOperation(EcrPublicException answer) {
    boolean coded =
        answer.awsErrorDetails() != null && answer.awsErrorDetails().errorCode() != null;
    return answer.statusCode() == 501 || (!coded && answer.statusCode() >= 404);
  }

  @Override
  public DescribeRepositoriesResponse describeRepositories(DescribeRepositoriesRequest request) {
    return DescribeRepositoriesResponse.builder().build();
  }

  @Override
  public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
    String message = "This endpoint has no public repositories";
    throw EcrPublicException.builder()
        .message(message)
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder()
            .serviceName("ecr-public")
            .errorCode("UnsupportedCommandException")
            .errorMessage(message)
            .build())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
