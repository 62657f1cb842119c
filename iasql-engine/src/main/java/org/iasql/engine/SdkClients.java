package org.iasql.engine;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
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
 * The SDK's own clients, made when first asked for, over one HTTP client. The SDK repeats nothing: the
 * engine's own policy does, in one place, for reads and for changes.
 */
final class SdkClients implements AwsClients {
  private static final String PUBLIC_REPOSITORIES = "us-east-1";

  private final String region;
  private final AwsCredentialsProvider credentials;
  private final Optional<URI> endpoint;
  private final SdkHttpClient http = UrlConnectionHttpClient.builder()
      .connectionTimeout(Duration.ofSeconds(2))
      .socketTimeout(Duration.ofSeconds(30))
      .build();

  /** Who the credentials are is asked first: an address that does not answer is to be known soon. */
  private final SdkHttpClient impatientHttp = UrlConnectionHttpClient.builder()
      .connectionTimeout(Duration.ofSeconds(2))
      .socketTimeout(Duration.ofMillis(2200))
      .build();

  private final Map<String, AutoCloseable> clients = new ConcurrentHashMap<>();

  SdkClients(String region, AwsCredentialsProvider credentials, Optional<URI> endpoint) {
    this.region = region;
    this.credentials = credentials;
    this.endpoint = endpoint;
  }

  @Override
  public String region() {
    return region;
  }

  @Override
  public String address() {
    return endpoint.map(uri -> "endpoint " + uri).orElse("AWS");
  }

  @Override
  public Ec2Client ec2(String region) {
    return client(Ec2Client.class, region, Ec2Client::builder, http);
  }

  @Override
  public ElasticLoadBalancingV2Client elb(String region) {
    return client(
        ElasticLoadBalancingV2Client.class, region, ElasticLoadBalancingV2Client::builder, http);
  }

  @Override
  public EcsClient ecs(String region) {
    return client(EcsClient.class, region, EcsClient::builder, http);
  }

  @Override
  public EcrClient ecr(String region) {
    return client(EcrClient.class, region, EcrClient::builder, http);
  }

  @Override
  public CloudWatchLogsClient logs(String region) {
    return client(CloudWatchLogsClient.class, region, CloudWatchLogsClient::builder, http);
  }

  @Override
  public AcmClient acm(String region) {
    return client(AcmClient.class, region, AcmClient::builder, http);
  }

  @Override
  public RdsClient rds(String region) {
    return client(RdsClient.class, region, RdsClient::builder, http);
  }

  @Override
  public IamClient iam() {
    String name = endpoint.isPresent() ? region : Region.AWS_GLOBAL.id();
    return client(IamClient.class, name, IamClient::builder, http);
  }

  @Override
  public EcrPublicClient ecrPublic() {
    return EcrPublicClient.class.cast(clients.computeIfAbsent(
        EcrPublicClient.class.getSimpleName(), name -> {
          EcrPublicClient client = build(EcrPublicClient.builder(), PUBLIC_REPOSITORIES, http);
          return endpoint.isPresent() && NoPublicRepositories.at(client)
              ? new NoPublicRepositories()
              : client;
        }));
  }

  @Override
  public StsClient sts() {
    return client(StsClient.class, region, StsClient::builder, impatientHttp);
  }

  private <C extends AutoCloseable, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>>
      C client(Class<C> type, String region, Supplier<B> builder, SdkHttpClient transport) {
    return type.cast(clients.computeIfAbsent(
        type.getSimpleName() + " " + region, name -> build(builder.get(), region, transport)));
  }

  private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C build(
      B builder, String region, SdkHttpClient transport) {
    builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClient(transport)
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public void close() {
    for (AutoCloseable client : clients.values()) {
      try {
        client.close();
      } catch (Exception e) {
        throw new IllegalStateException("An AWS client could not be closed", e);
      }
    }
    http.close();
    impatientHttp.close();
  }
}
