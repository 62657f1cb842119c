package org.iasql.local.aws;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.iasql.engine.AwsClients;
import org.iasql.local.aws.acm.SimulatedAcm;
import org.iasql.local.aws.cloudwatchlogs.SimulatedLogs;
import org.iasql.local.aws.ec2.SimulatedEc2;
import org.iasql.local.aws.ecr.SimulatedEcr;
import org.iasql.local.aws.ecrpublic.SimulatedEcrPublic;
import org.iasql.local.aws.ecs.SimulatedEcs;
import org.iasql.local.aws.elb.SimulatedElb;
import org.iasql.local.aws.iam.SimulatedIam;
import org.iasql.local.aws.rds.SimulatedRds;
import org.iasql.local.aws.sts.SimulatedSts;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An AWS account in memory, behind the SDK's own client interfaces: a default VPC with three
 * subnets in each enabled region, AWS's rules and error codes, its page sizes, and a log of calls.
 * Calls are atomic and may come from any number of threads. Nothing leaves the JVM.
 */
public final class SimulatedAws implements AwsClients {
  private final String region;
  private final Account account;
  private final Calls calls;
  private final Map<ClientKey, SdkClient> clients = new ConcurrentHashMap<>();

  private record ClientKey(Class<?> client, String region) {}

  private SimulatedAws(Builder builder) {
    Set<String> regions = new LinkedHashSet<>(builder.regions);
    regions.add(builder.region);
    this.region = builder.region;
    this.account =
        new Account(builder.accountId, List.copyOf(regions), builder.clock, builder.seed);
    this.calls = new Calls(account, builder.latency, builder.hostility);
    ServiceLoader.load(CallListener.class, SimulatedAws.class.getClassLoader())
        .forEach(calls::listener);
  }

  /** Creates an empty account with every default. */
  public static SimulatedAws create() {
    return builder().build();
  }

  /** Starts an account with settings of its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the log of all calls. */
  public CallLog calls() {
    return calls.log();
  }

  /**
   * Returns the ARN of every resource that is in the account now, or its id where it has no ARN, in
   * all enabled regions; with the default VPCs. This is no call: the log does not show it.
   */
  public SortedSet<String> inventory() {
    return Inventory.of(account);
  }

  /** Adds a listener that sees, and may fail, every call from now on. */
  public SimulatedAws onCall(CallListener listener) {
    calls.listener(listener);
    return this;
  }

  /** Sets how long each call takes from now on. */
  public SimulatedAws latency(Duration time) {
    calls.latency(time);
    return this;
  }

  /**
   * Sets how long load balancers, services and database instances are provisioned. Zero, the
   * default: the first Describe shows them active.
   */
  public SimulatedAws provisioningTime(Duration time) {
    account.provisioningTime(time);
    return this;
  }

  /**
   * Sets how long deleted services drain, and network interfaces outlive their owners. Zero, the
   * default: the first Describe shows them gone.
   */
  public SimulatedAws drainingTime(Duration time) {
    account.drainingTime(time);
    return this;
  }

  /**
   * Sets what the account does to its callers from now on, with full use of its seed. What calls
   * have done stays; buckets, remembered answers and what chance drew are new.
   */
  public SimulatedAws hostility(Hostility hostility) {
    calls.hostility(hostility);
    return this;
  }

  /**
   * Has ECR's authorization tokens send those who push to a registry of yours, in all regions.
   * Repositories keep the addresses that they have on AWS.
   */
  public SimulatedAws registry(URI endpoint, String user, String password) {
    account.conditions().registry(new ImageRegistry(endpoint, user, password));
    return this;
  }

  /**
   * Stops the tasks of the services of a name, and those that each new deployment starts, until
   * {@link #runTasks}.
   */
  public SimulatedAws failTasks(String service, TaskFailure why) {
    account.conditions().taskFailure(service, Optional.of(why));
    return this;
  }

  /** Lets the tasks of the services of a name run again. */
  public SimulatedAws runTasks(String service) {
    account.conditions().taskFailure(service, Optional.empty());
    return this;
  }

  /** Sets the health of all targets in use of the target groups of a name; healthy otherwise. */
  public SimulatedAws targetHealth(String targetGroup, TargetHealth health) {
    account.conditions().targetHealth(targetGroup, health);
    return this;
  }

  /** Returns what the account does to its callers. */
  public Hostility hostility() {
    return calls.hostility();
  }

  /** Returns how often each fault happened since the account was created; others are missing. */
  public Map<Fault, Integer> faults() {
    return calls.faults();
  }

  /** Only an account that throttles has AWS's rates. */
  @Override
  public boolean rateLimited() {
    return calls.hostility().throttling();
  }

  /** The account's twelve digits. */
  public String accountId() {
    return account.accountId();
  }

  @Override
  public String region() {
    return region;
  }

  @Override
  public Ec2Client ec2(String region) {
    return client(Ec2Client.class, SimulatedEc2.class, region);
  }

  @Override
  public ElasticLoadBalancingV2Client elb(String region) {
    return client(ElasticLoadBalancingV2Client.class, SimulatedElb.class, region);
  }

  @Override
  public EcsClient ecs(String region) {
    return client(EcsClient.class, SimulatedEcs.class, region);
  }

  @Override
  public EcrClient ecr(String region) {
    return client(EcrClient.class, SimulatedEcr.class, region);
  }

  @Override
  public CloudWatchLogsClient logs(String region) {
    return client(CloudWatchLogsClient.class, SimulatedLogs.class, region);
  }

  @Override
  public AcmClient acm(String region) {
    return client(AcmClient.class, SimulatedAcm.class, region);
  }

  @Override
  public RdsClient rds(String region) {
    return client(RdsClient.class, SimulatedRds.class, region);
  }

  @Override
  public IamClient iam() {
    return client(IamClient.class, SimulatedIam.class, Account.GLOBAL);
  }

  @Override
  public EcrPublicClient ecrPublic() {
    return client(EcrPublicClient.class, SimulatedEcrPublic.class, "us-east-1");
  }

  @Override
  public StsClient sts() {
    return client(StsClient.class, SimulatedSts.class, Account.GLOBAL);
  }

  /** Returns {@link #ec2(String)} of the default region. */
  public Ec2Client ec2() {
    return ec2(region);
  }

  /** Returns {@link #elb(String)} of the default region. */
  public ElasticLoadBalancingV2Client elb() {
    return elb(region);
  }

  /** Returns {@link #ecs(String)} of the default region. */
  public EcsClient ecs() {
    return ecs(region);
  }

  /** Returns {@link #ecr(String)} of the default region. */
  public EcrClient ecr() {
    return ecr(region);
  }

  /** Returns {@link #logs(String)} of the default region. */
  public CloudWatchLogsClient logs() {
    return logs(region);
  }

  /** Returns {@link #acm(String)} of the default region. */
  public AcmClient acm() {
    return acm(region);
  }

  /** Returns {@link #rds(String)} of the default region. */
  public RdsClient rds() {
    return rds(region);
  }

  /** Does nothing: the account is memory, and may be looked at after its users closed it. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return "simulated AWS account " + accountId() + " in " + region;
  }

  private <C extends SdkClient> C client(
      Class<C> client, Class<? extends C> service, String region) {
    return client.cast(clients.computeIfAbsent(
        new ClientKey(client, region),
        key -> CallDispatcher.client(client, account.service(region, service), region, calls)));
  }

  /** Every setting of a {@link SimulatedAws}, with its default. */
  public static final class Builder {
    private String region = "us-east-2";
    private List<String> regions = List.of("us-east-1", "us-east-2", "us-west-2", "eu-west-1");
    private String accountId = "123456789012";
    private Duration latency = Duration.ZERO;
    private InstantSource clock = InstantSource.system();
    private long seed = 1;
    private Hostility hostility = Hostility.none();

    private Builder() {}

    /** Sets the default region, {@code us-east-2}; it is enabled too. */
    public Builder region(String name) {
      region = name;
      return this;
    }

    /** Sets the enabled regions: us-east-1, us-east-2, us-west-2 and eu-west-1. */
    public Builder regions(List<String> names) {
      regions = new ArrayList<>(names);
      return this;
    }

    /** Sets the account's twelve digits, {@code 123456789012}. */
    public Builder accountId(String digits) {
      if (!digits.matches("\\d{12}")) {
        throw new IllegalArgumentException(
            "'" + digits + "' is no AWS account id. Give twelve digits.");
      }
      accountId = digits;
      return this;
    }

    /** Sets how long each call takes, zero. */
    public Builder latency(Duration time) {
      latency = time;
      return this;
    }

    /** Sets the clock, the system's: creation times, provisioning and draining follow it. */
    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    /** Sets what ids are generated from, 1: the same calls get the same ids. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /** Sets what the account does to its callers, nothing. */
    public Builder hostility(Hostility value) {
      hostility = value;
      return this;
    }

    /** Creates the account. */
    public SimulatedAws build() {
      return new SimulatedAws(this);
    }
  }
}
