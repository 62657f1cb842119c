package org.iasql.local.aws;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.acm.model.AcmException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecrpublic.model.EcrPublicException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.sts.model.StsException;

/** The errors that say nothing about a request, in each service's own words. */
final class Refusals {
  /** How AWS names a service, and how the service throttles. */
  private record Wording(
      String name, Supplier<AwsServiceException.Builder> exception, String code, int status) {}

  /** By the SDK's package of the service; the services of the query protocol say Throttling. */
  private static final Map<String, Wording> WORDINGS = Map.of(
      "ec2", new Wording("EC2", Ec2Exception::builder, "RequestLimitExceeded", 503),
      "ecs", json("ECS", EcsException::builder),
      "ecr", json("ECR", EcrException::builder),
      "ecrpublic", json("ECR Public", EcrPublicException::builder),
      "cloudwatchlogs", json("CloudWatch Logs", CloudWatchLogsException::builder),
      "acm", json("ACM", AcmException::builder),
      "elasticloadbalancingv2", query("ELBv2", ElasticLoadBalancingV2Exception::builder),
      "iam", query("IAM", IamException::builder),
      "rds", query("RDS", RdsException::builder),
      "sts", query("STS", StsException::builder));

  private Refusals() {}

  /** AWS's name of the call's service. */
  static String service(Call call) {
    return wording(call).name();
  }

  static AwsServiceException throttled(Call call) {
    Wording wording = wording(call);
    String text = wording.status() == 503 ? "Request limit exceeded." : "Rate exceeded";
    return AwsError.raise(wording.exception().get(), wording.code(), wording.status(), text);
  }

  static AwsServiceException internalFailure(Call call) {
    return AwsError.raise(
        wording(call).exception().get(),
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  /** What the SDK throws when a connection breaks. */
  static SdkClientException replyLost() {
    return SdkClientException.create(
        "Unable to execute HTTP request: Connection reset", new IOException("Connection reset"));
  }

  private static Wording json(String name, Supplier<AwsServiceException.Builder> exception) {
    return new Wording(name, exception, "ThrottlingException", 400);
  }

  private static Wording query(String name, Supplier<AwsServiceException.Builder> exception) {
    return new Wording(name, exception, "Throttling", 400);
  }

  private static Wording wording(Call call) {
    String[] packages = call.request().getClass().getPackageName().split("\\.");
    String service = packages[packages.length - 2];
    Wording wording = WORDINGS.get(service);
    if (wording == null) {
      throw new IllegalStateException(
          "Nobody has said how '" + service + "' refuses calls: add it to Refusals.");
    }
    return wording;
  }
}
