package org.iasql.local.wire;

import org.iasql.engine.AwsClients;
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

/** Clients of the test's own, of the region that the emulator's tests use. */
final class WireClients implements AwsClients {
  private final Ec2Client ec2 = Emulator.client(Ec2Client.builder());
  private final ElasticLoadBalancingV2Client elb =
      Emulator.client(ElasticLoadBalancingV2Client.builder());
  private final EcsClient ecs = Emulator.client(EcsClient.builder());
  private final EcrClient ecr = Emulator.client(EcrClient.builder());
  private final CloudWatchLogsClient logs = Emulator.client(CloudWatchLogsClient.builder());
  private final AcmClient acm = Emulator.client(AcmClient.builder());
  private final RdsClient rds = Emulator.client(RdsClient.builder());
  private final IamClient iam = Emulator.client(IamClient.builder());
  private final EcrPublicClient ecrPublic = Emulator.client(EcrPublicClient.builder());
  private final StsClient sts = Emulator.client(StsClient.builder());

  @Override
  public String region() {
    return Emulator.REGION;
  }

  @Override
  public Ec2Client ec2(String region) {
    return ec2;
  }

  @Override
  public ElasticLoadBalancingV2Client elb(String region) {
    return elb;
  }

  @Override
  public EcsClient ecs(String region) {
    return ecs;
  }

  @Override
  public EcrClient ecr(String region) {
    return ecr;
  }

  @Override
  public CloudWatchLogsClient logs(String region) {
    return logs;
  }

  @Override
  public AcmClient acm(String region) {
    return acm;
  }

  @Override
  public RdsClient rds(String region) {
    return rds;
  }

  @Override
  public IamClient iam() {
    return iam;
  }

  @Override
  public EcrPublicClient ecrPublic() {
    return ecrPublic;
  }

  @Override
  public StsClient sts() {
    return sts;
  }

  @Override
  public void close() {
    ec2.close();
    elb.close();
    ecs.close();
    ecr.close();
    logs.close();
    acm.close();
    rds.close();
    iam.close();
    ecrPublic.close();
    sts.close();
  }
}
