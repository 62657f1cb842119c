package org.iasql.local.aws.iam;

import java.util.Map;
import org.iasql.local.aws.AwsError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** IAM's errors, with their statuses. */
final class IamError {
  private static final String SUFFIX = "Exception";
  private static final Map<String, Integer> STATUS = Map.of(
      "NoSuchEntity", 404,
      "EntityAlreadyExists", 409,
      "DeleteConflict", 409,
      "LimitExceeded", 409);

  private IamError() {}

  /** Raises a modelled error; its code is the class's name without its suffix. */
  static AwsServiceException raise(AwsServiceException.Builder exception, String message) {
    String name = exception.getClass().getEnclosingClass().getSimpleName();
    String code = name.substring(0, name.length() - SUFFIX.length());
    return AwsError.raise(exception, code, STATUS.getOrDefault(code, 400), message);
  }

  static AwsServiceException validation(String message) {
    return AwsError.raise(IamException.builder(), "ValidationError", 400, message);
  }

  static AwsServiceException notFound(String message) {
    return raise(NoSuchEntityException.builder(), message);
  }
}
