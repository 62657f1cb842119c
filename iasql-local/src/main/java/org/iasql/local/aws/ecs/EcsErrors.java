package org.iasql.local.aws.ecs;

import org.iasql.local.aws.AwsError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

/** The errors that several operations of ECS answer. */
final class EcsErrors {
  private EcsErrors() {}

  static AwsServiceException client(String message) {
    return error(ClientException.builder(), "ClientException", message);
  }

  static AwsServiceException invalid(String message) {
    return error(InvalidParameterException.builder(), "InvalidParameterException", message);
  }

  static AwsServiceException clusterNotFound() {
    return error(
        ClusterNotFoundException.builder(), "ClusterNotFoundException", "Cluster not found.");
  }

  static AwsServiceException serviceNotFound() {
    return error(
        ServiceNotFoundException.builder(), "ServiceNotFoundException", "Service not found.");
  }

  static AwsServiceException serviceNotActive() {
    return error(
        ServiceNotActiveException.builder(),
        "ServiceNotActiveException",
        "Service was not ACTIVE.");
  }

  static AwsServiceException error(
      AwsServiceException.Builder exception, String code, String message) {
    return AwsError.raise(exception, code, 400, message);
  }
}
