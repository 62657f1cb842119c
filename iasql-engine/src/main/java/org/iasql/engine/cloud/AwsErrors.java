package org.iasql.engine.cloud;

import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What AWS's error codes mean for the engine, in one place. */
final class AwsErrors {
  private static final Pattern MISSING =
      Pattern.compile(".*(NotFound|NoSuch|DoesNotExist|DBInstanceNotFound).*");

  private static final Pattern DENIED = Pattern.compile(
      "AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized|AuthorizationError");

  /** Codes by which AWS says: not yet, something else still uses it. */
  private static final Set<String> STILL_USED = Set.of(
      "DependencyViolation",
      "ResourceInUse",
      "ResourceInUseException",
      "ClusterContainsServicesException",
      "ClusterContainsTasksException",
      "InvalidDBParameterGroupState",
      "InvalidDBInstanceState",
      "DeleteConflict");

  /** The same by texts, where the code says nothing. */
  private static final List<String> NOT_YET = List.of(
      "Unable to assume the service linked role",
      "Unable to Start a service that is still Draining");

  private static final String NO_CREDENTIALS =
      "Unable to load credentials from any of the providers";

  private AwsErrors() {}

  static Optional<String> code(SdkException failure) {
    return failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? Optional.ofNullable(answer.awsErrorDetails().errorCode())
        : Optional.empty();
  }

  static boolean missing(SdkException failure) {
    return code(failure).filter(c -> MISSING.matcher(c).matches()).isPresent()
        || String.valueOf(failure.getMessage()).startsWith("Unable to describe task definition");
  }

  static boolean denied(SdkException failure) {
    return code(failure).filter(c -> DENIED.matcher(c).matches()).isPresent();
  }

  static boolean throttled(SdkException failure) {
    return failure instanceof SdkServiceException answer && answer.isThrottlingException();
  }

  /** Whether the same read may succeed a moment later. */
  static boolean passing(SdkException failure) {
    if (failure instanceof SdkServiceException answer) {
      return answer.isThrottlingException() || answer.statusCode() >= 500;
    }
    return failure instanceof RetryableException
        || (failure instanceof SdkClientException && unanswered(failure));
  }

  /** Whether a change was refused for now, and will be possible when something else has gone or come. */
  static boolean notYet(SdkException failure) {
    String message = String.valueOf(failure.getMessage());
    return code(failure).filter(STILL_USED::contains).isPresent()
        || NOT_YET.stream().anyMatch(message::contains);
  }

  /** Whether nobody answered, unlike a call that the SDK could not even send. */
  static boolean unanswered(SdkException failure) {
    return rootCause(failure) instanceof java.io.IOException;
  }

  /** Whether the call may have been carried out all the same: no answer, or a failure inside AWS. */
  static boolean unknown(SdkException failure) {
    return unanswered(failure)
        || failure instanceof SdkServiceException answer
            && answer.statusCode() >= 500
            && !throttled(failure);
  }

  static String rootMessage(Throwable failure) {
    Throwable root = rootCause(failure);
    String message = root.getMessage();
    if (message == null) {
      return root.getClass().getSimpleName();
    }
    if (root instanceof UnknownHostException) {
      return "host '%s' has no address".formatted(message);
    }
    // The SDK goes on with each provider's class and text.
    return message.startsWith(NO_CREDENTIALS)
        ? "neither the environment nor AWS's configuration files nor the machine's role have credentials"
        : message;
  }

  /** Whether there is no such host, as of a region that does not exist. */
  static boolean unknownHost(SdkException failure) {
    return rootCause(failure) instanceof UnknownHostException;
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
