package org.iasql.deploy;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;
import org.iasql.engine.AwsAccess;
import org.iasql.engine.AwsClients;
import org.iasql.engine.cloud.AccountReads;
import org.iasql.engine.cloud.Patience;
import org.iasql.quickstart.ImageSource;
import org.iasql.quickstart.ImageTarget;
import org.iasql.quickstart.PushedImage;
import org.iasql.quickstart.ServiceState;
import org.iasql.quickstart.ServiceTarget;
import org.iasql.quickstart.StackDeployment;

/**
 * Brings images into ECR, and asks ECS and ELB how the tasks are. It changes no resource: that is the
 * engine's.
 *
 * <pre>{@code
 * try (AwsDeployment aws = AwsDeployment.connect(access -> access.region("us-east-2"))) {
 *   stack.image().fromJar(Path.of("target/shop.jar")).deploy(iasql, aws);
 *   stack.awaitHealthy(iasql, aws, Duration.ofMinutes(10));
 * }
 * }</pre>
 */
public final class AwsDeployment implements StackDeployment, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final AwsClients clients;
  private final boolean owned;
  private final AccountReads account;
  private final RegistryCredentials credentials;
  private final HttpClient http;
  private final Consumer<String> progress;

  private AwsDeployment(
      AwsClients clients,
      boolean owned,
      AccountReads account,
      RegistryCredentials credentials,
      HttpClient http,
      Consumer<String> progress) {
    this.clients = clients;
    this.owned = owned;
    this.account = account;
    this.credentials = credentials;
    this.http = http;
    this.progress = progress;
  }

  private AwsDeployment(AwsClients clients, boolean owned, AccountReads account) {
    this(
        clients,
        owned,
        account,
        new EcrCredentials(account),
        HttpClient.newBuilder().connectTimeout(CONNECT).build(),
        step -> {});
  }

  /** Reaches a real account, or an emulator: by default with AWS's default credentials and region. */
  public static AwsDeployment connect(Consumer<AwsAccess> access) {
    AwsClients clients = AwsClients.connect(access);
    return new AwsDeployment(clients, true, new AccountReads(clients, Patience.standard()));
  }

  /** Reaches an account by its clients, such as a simulated one; they stay the caller's to close. */
  public static AwsDeployment of(AwsClients clients) {
    return new AwsDeployment(clients, false, new AccountReads(clients, Patience.standard()));
  }

  /** Returns the same with credentials that are not ECR's; closing either closes both. */
  public AwsDeployment withCredentials(RegistryCredentials other) {
    return new AwsDeployment(clients, owned, account, other, http, progress);
  }

  /** Returns the same that asks health URLs with this client; closing either closes both. */
  public AwsDeployment withHttp(HttpClient other) {
    return new AwsDeployment(clients, owned, account, credentials, other, progress);
  }

  /** Returns the same that tells the steps of a push as they end; closing either closes both. */
  public AwsDeployment withProgress(Consumer<String> listener) {
    return new AwsDeployment(clients, owned, account, credentials, http, listener);
  }

  @Override
  public PushedImage push(ImageSource source, ImageTarget target) {
    try (PreparedImage image = PreparedImage.of(source)) {
      return new ImagePush(image, target, credentials.login(target.region()), progress).push();
    }
  }

  @Override
  public ServiceState look(ServiceTarget service) {
    return AwsAnswers.explained(
        "look at service '" + service.service() + "'",
        () -> new ServiceLook(account, service).state());
  }

  @Override
  public HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    if (owned) {
      clients.close();
    }
  }
}
