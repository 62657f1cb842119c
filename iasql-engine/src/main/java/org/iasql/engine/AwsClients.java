package org.iasql.engine;

import java.util.function.Consumer;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One AWS account, as a client of each service for each region. Clients are thread-safe, shared and
 * closed with this object; asking twice for the same one is cheap.
 */
public interface AwsClients extends AutoCloseable {
  /** Returns clients of a real account, or an emulator, as an engine would have them. */
  static AwsClients connect(Consumer<AwsAccess> configuration) {
    AwsAccess access = new AwsAccess();
    configuration.accept(access);
    return access.connect();
  }

  /** The region that new rows get when they name none, such as {@code us-east-2}. */
  String region();

  /** Where the calls go, as error texts name it: {@code endpoint http://127.0.0.1:5000}, or just AWS. */
  default String address() {
    return "AWS";
  }

  /**
   * Whether AWS's rates hold for the calls, so that an engine has to keep to them; asked before each
   * call.
   */
  default boolean rateLimited() {
    return true;
  }

  Ec2Client ec2(String region);

  ElasticLoadBalancingV2Client elb(String region);

  EcsClient ecs(String region);

  EcrClient ecr(String region);

  CloudWatchLogsClient logs(String region);

  AcmClient acm(String region);

  RdsClient rds(String region);

  /** IAM is global. */
  IamClient iam();

  /** Public repositories exist in {@code us-east-1} alone. */
  EcrPublicClient ecrPublic();

  StsClient sts();

  @Override
  void close();
}
