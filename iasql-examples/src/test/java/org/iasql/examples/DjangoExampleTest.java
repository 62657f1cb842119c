package org.iasql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.LimitExceededException;

/** The Django project's migrations, run by Django itself on the simulated account. */
@IasqlTest
@NeedsDjango
class DjangoExampleTest {
  static final List<String> STACK = List.of(
      "ecsTaskExecRole-us-east-2",
      "listener 8088",
      "quickstart-cluster",
      "quickstart-load-balancer",
      "quickstart-repository",
      "quickstart-security-group",
      "quickstart-service",
      "quickstart-target");

  @Test
  void migratesForwardAndBackToZero(LocalIasql local, Iasql iasql, SimulatedAws aws) {
    Example django = Example.django(local.url());
    assertThat(django.run("migrate"))
        .contains("Applying infra.0001_modules... OK", "create service quickstart-service");
    assertThat(Account.names(aws)).isEqualTo(STACK);
    assertThat(iasql.planApply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    assertThat(django.run("migrate")).contains("No migrations to apply");
    assertThat(django.run("makemigrations", "--check")).contains("No changes detected");
    assertThat(django.run("check")).contains("no issues");

    assertThat(django.run("migrate", "infra", "zero"))
        .contains("delete service arn:", "Unapplying infra.0001_modules... OK");
    assertThat(Account.names(aws)).isEmpty();
    assertThat(iasql.installedModules()).isEmpty();
  }

  @Test
  void leavesNothingOfAMigrationThatAwsRefuses(LocalIasql local, Iasql iasql, SimulatedAws aws) {
    Example django = Example.django(local.url());
    AtomicBoolean full = new AtomicBoolean(true);
    aws.onCall(call -> {
      if (full.get() && call.request() instanceof CreateServiceRequest) {
        throw LimitExceededException.builder().message("Too many services").build();
      }
    });
    assertThat(django.fail("migrate")).contains("Creating service 'quickstart-service' failed");
    assertThat(Account.names(aws)).isEmpty();
    assertThat(iasql.planApply()).isEmpty();
    assertThat(django.run("showmigrations")).contains("[X] 0001_modules", "[ ] 0002_stack");

    full.set(false);
    assertThat(django.run("migrate")).contains("Applying infra.0002_stack");
    assertThat(Account.names(aws)).isEqualTo(STACK);
  }

  @Test
  void hasTheModelsThatInspectdbPrints(LocalIasql local, Iasql iasql) {
    Example django = Example.django(local.url());
    django.run("migrate", "infra", "0001");
    iasql.install("aws_rds");
    List<String> printed = django.run("inspectdb").lines().toList();

    assertThat(printed.stream().filter(line -> line.startsWith("        db_table = ")))
        .as("a model of each table")
        .containsAll(
            tables(iasql).map(table -> "        db_table = '" + table + "'").toList());
    assertThat(printed)
        .as("every table has a key, and every column a type")
        .noneMatch(line -> line.matches(".*(Unable to inspect|The error was|unique=True.*is_).*"));
    assertThat(String.join("\n", printed))
        .contains("models.CompositePrimaryKey('service_id', 'security_group_id')")
        .contains("role_name = models.TextField(primary_key=True)")
        .contains("assume_role_policy_document = models.JSONField(")
        .contains("repository = models.OneToOneField(Repository, models.DO_NOTHING)")
        .contains("rds = models.ForeignKey(Rds, models.DO_NOTHING)");
    assertThat(foreignKeys(printed)).isEqualTo(foreignKeys(iasql));

    List<String> models =
        Sources.lines(django.directory().resolve("infra/models.py")).skip(4).toList();
    String[] inspectdb = Stream.concat(
            Stream.of("inspectdb"),
            models.stream()
                .filter(line -> line.startsWith("        db_table = "))
                .map(line -> line.split("'")[1]))
        .toArray(String[]::new);
    Set<String> asPrinted = Set.copyOf(django.run(inspectdb).lines().toList());
    assertThat(models)
        .as("the project's models: inspectdb's, but for lists and for the defaults of enums")
        .filteredOn(line -> !asPrinted.contains(line))
        .allMatch(line -> line.contains(" = ArrayField(models.TextField(), ")
            || line.matches("    \\w+ = models\\.TextField\\(default='\\w+'\\)"));
  }

  private static Stream<String> tables(Iasql iasql) {
    return iasql
        .withHandle(handle -> handle
            .createQuery("SELECT \"table\" FROM iasql_tables")
            .mapTo(String.class)
            .list())
        .stream();
  }

  private static long foreignKeys(List<String> models) {
    return models.stream()
        .filter(line -> line.matches(".* = models\\.(ForeignKey|OneToOneField)\\(.*"))
        .count();
  }

  private static long foreignKeys(Iasql iasql) {
    String[] tables = tables(iasql).toArray(String[]::new);
    assertThat(Arrays.asList(tables)).hasSizeGreaterThan(20);
    return iasql.<Long, RuntimeException>withHandle(handle -> handle
        .createQuery(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY (?::regclass[])")
        .bind(0, tables)
        .mapTo(Long.class)
        .one());
  }
}
