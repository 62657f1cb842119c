package org.iasql.core;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IasqlBuilderTest {

  @Test
  void namesEveryProblemAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Iasql.builder().user(" ").poolSize(0).connectTimeout(Duration.ZERO).build())
        .withMessageContainingAll(
            "url is missing", "user is blank", "poolSize is 0", "connectTimeout is PT0S");
  }

  @Test
  void refusesAUrlOfAnotherDriverWithoutItsPassword() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Iasql.builder()
            .url("postgresql://app:s3cret@db/infra?password=s3cret")
            .build())
        .withMessageContaining("url 'postgresql://db/infra' is not for this driver")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void refusesALoginInTheUrlWithoutRepeatingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Iasql.builder().url("jdbc:postgresql://app:s3cret@db/infra").build())
        .withMessageContaining("pass it to user() and password()")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void refusesAUrlThatTheDriverCannotRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Iasql.builder()
            .url("jdbc:postgresql://db:port/infra?password=s3cret")
            .build())
        .withMessageContaining("url 'jdbc:postgresql://db:port/infra' cannot be read")
        .withMessageNotContaining("s3cret");
  }

  @Test
  void saysWhereNobodyListens() throws IOException {
    String url = "jdbc:postgresql://localhost:" + closedPort() + "/infra";
    assertThatThrownBy(() -> Iasql.builder()
            .url(url + "?password=s3cret")
            .user("app")
            .password("s3cret")
            .build())
        .isInstanceOf(IasqlException.class)
        .hasMessageStartingWith("Connecting to '" + url + "' as user 'app' failed: ")
        .hasMessageContaining("refused")
        .hasMessageEndingWith("host, port and network let this machine in.")
        .hasMessageNotContaining("s3cret");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
