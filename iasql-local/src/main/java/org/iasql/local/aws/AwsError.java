package org.iasql.local.aws;

import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The one way in which simulated services answer an error. */
public final class AwsError {
  private AwsError() {}

  /**
   * Throws what the SDK throws for an error of AWS. It never returns; the result type is there so
   * that callers can write {@code throw AwsError.raise(...)} where the compiler wants an end.
   *
   * @param exception the builder of the modelled exception where the service has one, such as
   *     {@code RepositoryNotFoundException.builder()}, else that of the service's own exception
   * @param code AWS's error code
   * @param status the HTTP status
   * @param message AWS's text
   */
  public static AwsServiceException raise(
      AwsServiceException.Builder exception, String code, int status, String message) {
    throw exception
        .message(message)
        .statusCode(status)
        .requestId(UUID.randomUUID().toString())
        .awsErrorDetails(AwsErrorDetails.builder()
            .errorCode(code)
            .errorMessage(message)
            .serviceName(serviceOf(exception))
            .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
            .build())
        .build();
  }

  /** The SDK keeps a service's exceptions in {@code ...services.<service>.model}. */
  private static String serviceOf(AwsServiceException.Builder exception) {
    String[] packages = exception.getClass().getPackageName().split("\\.");
    return packages.length < 2 ? "aws" : packages[packages.length - 2];
  }
}
