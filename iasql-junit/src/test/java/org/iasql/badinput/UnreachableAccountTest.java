package org.iasql.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.iasql.core.CloudException;
import org.iasql.engine.AwsAccess;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.AwsError;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.sts.model.StsException;

/** The engine starts where AWS cannot be asked, and every call says what is wrong. */
class UnreachableAccountTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CREDENTIALS =
      "Nothing was changed. The engine needs working AWS credentials: check the key pair or the profile that it was started with.";
  private static final EmbeddedDatabase SERVER =
      EmbeddedDatabase.builder().inMemory().start();

  @BeforeAll
  static void prepare() {
    LocalIasql.builder()
        .database(SERVER, "prepared")
        .aws(SimulatedAws.create())
        .start()
        .close();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static void refuses(String database, Consumer<AwsAccess> access, String text) {
    try (LocalIasql local =
        LocalIasql.builder().database(SERVER, database).aws(access).start()) {
      refuses(local, "SELECT * FROM iasql_install('aws_vpc')", text);
      assertThat(local.client().installedModules()).isEmpty();
    }
  }

  private static void refuses(LocalIasql local, String statement, String text) {
    Instant start = Instant.now();
    assertThat(SqlClient.refusal(local, statement))
        .satisfies(refusal -> assertThat(refusal.message()).matches(text))
        .extracting(SqlClient.Refusal::sqlState)
        .isEqualTo(CloudException.SQL_STATE);
    assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Test
  void namesAnEndpointThatRefuses() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    refuses(
        "refused",
        access -> access.region("us-east-2").credentials("key", "secret").endpoint(address(port)),
        "STS GetCallerIdentity got no answer: Connection refused.* Nothing was changed\\. Check that endpoint http://127\\.0\\.0\\.1:%d can be reached from where the engine runs, then call again\\."
            .formatted(port));
  }

  @Test
  void namesAnEndpointThatNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      refuses(
          "silent",
          access -> access
              .region("us-east-2")
              .credentials("key", "secret")
              .endpoint(address(silent.getLocalPort())),
          "STS GetCallerIdentity got no answer: Read timed out\\. Nothing was changed\\. Check that endpoint http://127\\.0\\.0\\.1:%d can be reached from where the engine runs, then call again\\."
              .formatted(silent.getLocalPort()));
    }
  }

  @Test
  void saysThatThereAreNoCredentials() {
    ProfileFile empty = ProfileFile.aggregator().build();
    refuses(
        "anonymous",
        access -> access
            .region("us-east-2")
            .credentials(AwsCredentialsProviderChain.of(
                ProfileCredentialsProvider.builder().profileFile(empty).build())),
        "STS GetCallerIdentity failed before AWS answered: neither the environment nor AWS's configuration files nor the machine's role have credentials\\. "
            + CREDENTIALS);
  }

  @Test
  void saysThatTheCredentialsAreWrong() {
    SimulatedAws aws = SimulatedAws.create();
    try (LocalIasql local =
        LocalIasql.builder().database(SERVER, "wrong").aws(aws).start()) {
      local.client().install("aws_cloudwatch");
      aws.calls().clear();
      aws.onCall(call -> {
        throw AwsError.raise(
            StsException.builder(),
            "InvalidClientTokenId",
            403,
            "The security token included in the request is invalid.");
      });
      String text =
          "STS GetCallerIdentity answered InvalidClientTokenId \\(request [0-9a-f-]{36}\\): The security token included in the request is invalid\\. "
              + CREDENTIALS;
      for (String function : new String[] {
        "iasql_plan_apply()",
        "iasql_apply()",
        "iasql_plan_sync()",
        "iasql_sync()",
        "iasql_install('aws_vpc')"
      }) {
        refuses(local, "SELECT * FROM " + function, text);
      }
      assertThatThrownBy(local.client()::apply)
          .isExactlyInstanceOf(CloudException.class)
          .message()
          .matches(text);
      assertThat(aws.calls().mutating()).isEmpty();
    }
  }
}
