package org.iasql.engine.cloud;

import java.util.Optional;
import java.util.function.Supplier;
import org.iasql.engine.AwsClients;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.observe.EngineObserver;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;

/** The account in one region, with every call behind a gate. */
class RegionView implements Aws {
  private final AwsClients clients;
  private final CallGate gate;
  private final EngineObserver observer;
  private final String region;
  private final String accountId;

  RegionView(Account account, CallGate gate, String region, String accountId) {
    this.clients = account.clients();
    this.gate = gate;
    this.observer = account.observer();
    this.region = region;
    this.accountId = accountId;
  }

  @Override
  public String region() {
    return region;
  }

  @Override
  public String accountId() {
    return accountId;
  }

  @Override
  public Ec2Client ec2() {
    return gated(Ec2Client.class, clients.ec2(region));
  }

  @Override
  public ElasticLoadBalancingV2Client elb() {
    return gated(ElasticLoadBalancingV2Client.class, clients.elb(region));
  }

  @Override
  public EcsClient ecs() {
    return gated(EcsClient.class, clients.ecs(region));
  }

  @Override
  public EcrClient ecr() {
    return gated(EcrClient.class, clients.ecr(region));
  }

  @Override
  public EcrPublicClient ecrPublic() {
    return gated(EcrPublicClient.class, clients.ecrPublic());
  }

  @Override
  public CloudWatchLogsClient logs() {
    return gated(CloudWatchLogsClient.class, clients.logs(region));
  }

  @Override
  public AcmClient acm() {
    return gated(AcmClient.class, clients.acm(region));
  }

  @Override
  public RdsClient rds() {
    return gated(RdsClient.class, clients.rds(region));
  }

  @Override
  public IamClient iam() {
    return gated(IamClient.class, clients.iam());
  }

  @Override
  public <V> Optional<V> unlessMissing(Supplier<V> read) {
    try {
      return Optional.of(read.get());
    } catch (CallFailedException e) {
      if (e.missing()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public <V> Optional<V> unless(String code, Supplier<V> call) {
    try {
      return Optional.of(call.get());
    } catch (CallFailedException e) {
      if (AwsErrors.code(e.failure()).equals(Optional.of(code))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private <C extends SdkClient> C gated(Class<C> type, C client) {
    return GatedClient.of(type, client, gate, observer);
  }
}
