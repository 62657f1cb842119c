package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@IasqlTest
class QuickstartStackCommandTest {
  @TempDir
  private Path directory;

  @Test
  void goesUpAndDownInADatabaseWhoseEngineRuns(LocalIasql local, SimulatedAws aws) {
    String url = local.url();
    assertThat(Invocation.on(directory, url, "quickstart", "status", "--name", "shop"))
        .isEqualTo(new Invocation(
            2, "Stack 'shop' is down; 'iasql quickstart plan' shows 12 changes.\n", ""));
    assertThat(Invocation.on(directory, url, "quickstart", "plan", "--name", "shop")
            .status())
        .isEqualTo(2);
    Invocation up =
        Invocation.on(directory, url, "quickstart", "up", "--name", "shop", "--yes", "--json");
    assertThat(up.json().at("/health_url").asText()).endsWith(":8088/health");
    assertThat(up.json().at("/changes")).hasSize(12);
    Invocation status = Invocation.on(directory, url, "quickstart", "status", "--name", "shop");
    assertThat(status.out()).startsWith("Stack 'shop' is up at shop-load-balancer-");
    assertThat(status.status()).isZero();
    assertThat(Invocation.on(directory, url, "quickstart", "down", "--name", "shop", "--yes")
            .out())
        .endsWith("(11 rows)\n");
    assertThat(aws.ecs().listClusters().clusterArns()).isEmpty();
  }
}
