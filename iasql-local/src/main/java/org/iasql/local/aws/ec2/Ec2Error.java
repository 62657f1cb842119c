package org.iasql.local.aws.ec2;

import org.iasql.local.aws.AwsError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** EC2's errors: none is modelled, all have status 400. */
final class Ec2Error {
  private Ec2Error() {}

  static AwsServiceException raise(String code, String message) {
    return AwsError.raise(Ec2Exception.builder(), code, 400, message);
  }

  static AwsServiceException invalid(String message) {
    return raise("InvalidParameterValue", message);
  }

  static AwsServiceException missing(String parameter) {
    return raise("MissingParameter", "The request must contain the parameter " + parameter);
  }
}
