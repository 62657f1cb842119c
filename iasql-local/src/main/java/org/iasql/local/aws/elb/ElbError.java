package org.iasql.local.aws.elb;

import org.iasql.local.aws.AwsError;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;

/** ELB's errors, all with status 400. */
final class ElbError {
  private static final String SUFFIX = "Exception";

  private ElbError() {}

  /** Raises a modelled error; its code is the class's name without its suffix, in AWS's case. */
  static AwsServiceException raise(AwsServiceException.Builder exception, String message) {
    String name = exception.getClass().getEnclosingClass().getSimpleName();
    String code = name.substring(0, name.length() - SUFFIX.length()).replace("Ssl", "SSL");
    return AwsError.raise(exception, code, 400, message);
  }

  static AwsServiceException validation(String message) {
    return AwsError.raise(
        ElasticLoadBalancingV2Exception.builder(), "ValidationError", 400, message);
  }

  static AwsServiceException unsupportedCertificate(String arn) {
    return AwsError.raise(
        ElasticLoadBalancingV2Exception.builder(),
        "UnsupportedCertificate",
        400,
        "The certificate '" + arn + "' must be issued, and have a fully-qualified domain name");
  }
}
