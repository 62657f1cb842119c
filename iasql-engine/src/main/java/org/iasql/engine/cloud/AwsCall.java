package org.iasql.engine.cloud;

import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;

/**
 * One call of an AWS operation.
 *
 * @param service as AWS writes it, such as {@code ELBv2}
 * @param operation such as {@code CreateListener}
 */
public record AwsCall(String service, String operation, SdkRequest request) {
  private static final Pattern READ = Pattern.compile("(Describe|List|Get|BatchGet).*");
  private static final Map<String, String> NAMES = Map.of(
      "ElasticLoadBalancingV2", "ELBv2",
      "CloudWatchLogs", "CloudWatch Logs",
      "EcrPublic", "ECR Public");

  private static final Map<String, String> IAM_PREFIXES = Map.of(
      "elasticloadbalancingv2", "elasticloadbalancing",
      "cloudwatchlogs", "logs",
      "ecrpublic", "ecr-public");

  static AwsCall of(Class<?> client, String method, SdkRequest request) {
    String name = client.getSimpleName().replaceFirst("Client$", "");
    String operation = Character.toUpperCase(method.charAt(0)) + method.substring(1);
    return new AwsCall(
        NAMES.getOrDefault(name, name.toUpperCase(java.util.Locale.ROOT)), operation, request);
  }

  /** Whether the call changes nothing. */
  public boolean reads() {
    return isRead(operation);
  }

  /** Whether an operation of this name changes nothing. */
  public static boolean isRead(String operation) {
    return READ.matcher(operation).matches();
  }

  /** What IAM calls the right to it, such as {@code elasticloadbalancing:CreateListener}. */
  public String action() {
    String[] packages = request.getClass().getPackageName().split("\\.");
    String name = packages[packages.length - 2]; // The SDK's requests are in its package 'model'.
    return IAM_PREFIXES.getOrDefault(name, name) + ":" + operation;
  }

  @Override
  public String toString() {
    return service + " " + operation;
  }
}
