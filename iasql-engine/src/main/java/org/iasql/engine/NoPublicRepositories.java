package org.iasql.engine;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecrpublic.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecrpublic.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecrpublic.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecrpublic.model.EcrPublicException;

/** The public gallery of an endpoint that has none: empty, and closed for new repositories. */
final class NoPublicRepositories implements EcrPublicClient {
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
