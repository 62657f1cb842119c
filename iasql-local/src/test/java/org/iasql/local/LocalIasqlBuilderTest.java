package org.iasql.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalIasqlBuilderTest {
  @Test
  void runsSeveralDatabasesOnTheCallersServer() {
    try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
      try (LocalIasql one = LocalIasql.builder().database(server, "one").start();
          LocalIasql two = LocalIasql.builder().database(server, "two").start()) {
        one.aws().logs().createLogGroup(request -> request.logGroupName("app"));
        one.client().install("aws_cloudwatch");
        two.client().install("aws_cloudwatch");
        assertThat(count(one)).isEqualTo(1);
        assertThat(count(two)).isZero();
      }
      try (LocalIasql again = LocalIasql.builder().database(server, "one").start()) {
        assertThat(count(again)).isEqualTo(1);
      }
      server.dropDatabase("one");
      assertThatThrownBy(() -> LocalIasql.builder()
              .database(server, "three")
              .dataDirectory(Path.of("elsewhere"))
              .start())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has its data elsewhere");
      assertThatThrownBy(() -> LocalIasql.builder().database(server, "postgres"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'postgres' is the superuser's");
    }
  }

  private static int count(LocalIasql local) {
    return local
        .client()
        .withHandle(handle -> handle
            .createQuery("SELECT count(*) FROM log_group")
            .mapTo(Integer.class)
            .one());
  }
}
