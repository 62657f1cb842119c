package org.iasql.engine.aws;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * The account in one region, as a resource mapper sees it. Retrying, throttling, the journal and the
 * count of calls are behind these clients; a mapper just calls.
 */
public interface Aws {
  /** The region of the resource; for a global resource, the default region. */
  String region();

  /** Twelve digits. */
  String accountId();

  Ec2Client ec2();

  ElasticLoadBalancingV2Client elb();

  EcsClient ecs();

  EcrClient ecr();

  EcrPublicClient ecrPublic();

  CloudWatchLogsClient logs();

  AcmClient acm();

  RdsClient rds();

  IamClient iam();

  /** Empty where AWS answers that what {@code read} asks for does not exist. */
  <V> Optional<V> unlessMissing(Supplier<V> read);

  /** Empty where AWS answers with this error code; every other error is one. */
  <V> Optional<V> unless(String code, Supplier<V> call);
}
