package org.iasql.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** The guide's migrations, run by Django itself. */
@IasqlTest
@EnabledIfEnvironmentVariable(
    named = DjangoTest.PYTHON,
    matches = ".+",
    disabledReason =
        "IASQL_TEST_DJANGO names no Python that has Django and psycopg; .ci/run installs one")
class DjangoTest {
  static final String PYTHON = "IASQL_TEST_DJANGO";

  @Test
  void migratesForwardAndBack(LocalIasql local, Iasql iasql, SimulatedAws aws) throws Exception {
    assertThat(migrate(local, "0002")).contains("Applying infra.0002_log_group... OK");
    assertThat(groups(aws)).containsExactly("quickstart");

    // The third migration is not in the guide: the second of its two groups is refused by AWS.
    aws.onCall(call -> {
      if (call.request().toString().contains("refused")) {
        throw LimitExceededException.builder().message("Too many groups").build();
      }
    });
    assertThat(migrate(local, "0003")).contains("django.db.utils.", "'refused'");
    assertThat(groups(aws)).containsExactly("quickstart");
    assertThat(iasql.planApply()).isEmpty();

    assertThat(migrate(local, "0001")).contains("Unapplying infra.0002_log_group... OK");
    assertThat(groups(aws)).isEmpty();
  }

  private static List<String> groups(SimulatedAws aws) {
    return aws.logs().describeLogGroups().logGroups().stream()
        .map(LogGroup::logGroupName)
        .toList();
  }

  private static String migrate(LocalIasql local, String migration)
      throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder(
            System.getenv(PYTHON), "-B", "-m", "django", "migrate", "infra", migration)
        .directory(Path.of("src/test/django").toFile())
        .redirectErrorStream(true);
    command.environment().put("DJANGO_SETTINGS_MODULE", "settings");
    command.environment().put("PYTHONPATH", ".");
    command.environment().put("DATABASE_URL", local.url());
    Process django = command.start();
    String output = new String(django.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    django.waitFor();
    return output;
  }
}
