package org.iasql.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The commands that ask a running engine, as somebody types them. */
@IasqlTest(leaks = Leaks.IGNORE)
class ClientCommandsTest {
  private LocalIasql local;

  @TempDir
  private Path directory;

  @BeforeEach
  void take(LocalIasql running) {
    local = running;
  }

  private Invocation run(String... arguments) {
    return Invocation.on(directory, local.url(), arguments);
  }

  private void insertGroups(Iasql iasql) {
    assertThat(run("install", "aws_cloudwatch").status()).isZero();
    iasql.useTransaction(tx ->
        tx.handle().execute("INSERT INTO log_group (log_group_name) VALUES ('first'), ('second')"));
  }

  @Test
  void installsListsAndUninstalls() {
    assertThat(run("install", "aws_cloudwatch")).isEqualTo(new Invocation(0, """
          module_name   | created_table_name | record_count\s
        ----------------+--------------------+--------------
         aws_cloudwatch | log_group          |            0
        (1 row)
        """, ""));
    assertThat(run("modules", "--installed").out())
        .contains(" aws_cloudwatch | 0.1.0          | t         | {aws_account}")
        .doesNotContain("aws_rds");
    assertThat(run("modules", "--json").json().at("/modules"))
        .hasSize(10)
        .anySatisfy(
            module -> assertThat(module.toString())
                .isEqualTo(
                    "{\"module_name\":\"aws_ecr\",\"module_version\":\"0.1.0\",\"installed\":false,\"dependencies\":[\"aws_account\"]}"));
    assertThat(run("uninstall", "aws_cloudwatch", "--json").json().toString())
        .isEqualTo(
            "{\"tables\":[{\"module_name\":\"aws_cloudwatch\",\"dropped_table_name\":\"log_group\",\"record_count\":0}]}");
  }

  @Test
  void tellsByTheExitCodeWhetherThereIsSomethingToDo(Iasql iasql, SimulatedAws aws) {
    insertGroups(iasql);
    assertThat(run("plan")).isEqualTo(new Invocation(2, """
         action | table_name | id | description\s
        --------+------------+----+-------------
         create | log_group  |  1 | first
         create | log_group  |  2 | second
        (2 rows)
        """, ""));
    assertThat(run("plan", "--sync", "--json").json().toString())
        .isEqualTo(
            "{\"changes\":[{\"action\":\"delete\",\"table_name\":\"log_group\",\"id\":1,\"description\":\"first\"},{\"action\":\"delete\",\"table_name\":\"log_group\",\"id\":2,\"description\":\"second\"}],\"notices\":[]}");
    assertThat(run("apply", "--yes").out())
        .containsPattern("create log_group first: done \\(\\d+\\.\\d s\\)\n")
        .endsWith(" create | log_group  |  2 | second\n(2 rows)\n");
    assertThat(aws.logs().describeLogGroups().logGroups()).hasSize(2);
    assertThat(run("plan"))
        .isEqualTo(new Invocation(0, "Nothing to do: the account is as the rows say.\n", ""));
    assertThat(run("plan", "--json").json().at("/changes")).isEmpty();
    aws.logs().deleteLogGroup(r -> r.logGroupName("first"));
    assertThat(run("sync", "--json").json().at("/changes/0/description").asText())
        .isEqualTo("first");
    assertThat(run("sync").out()).isEqualTo("Nothing to do: the rows are as the account is.\n");
  }

  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void asksBeforeItApplies(Iasql iasql, SimulatedAws aws) {
    insertGroups(iasql);
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("n\n".getBytes(UTF_8)));
      Invocation refused = run("apply");
      assertThat(refused.status()).isZero();
      assertThat(refused.out())
          .containsSubsequence(
              "(2 rows)",
              "Change AWS account 123456789012 in region us-east-2 as planned? [y/N] Nothing was changed in AWS.");
      assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
      System.setIn(new ByteArrayInputStream("yes\n".getBytes(UTF_8)));
      assertThat(run("apply").status()).isZero();
      assertThat(aws.logs().describeLogGroups().logGroups()).hasSize(2);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void appliesWithinTheLimitOfDeletes(Iasql iasql) {
    insertGroups(iasql);
    run("apply", "--yes");
    iasql.useTransaction(tx -> tx.handle().execute("DELETE FROM log_group"));
    Invocation refused = run("apply", "--yes", "--max-deletes", "1", "--json");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("Error: ").contains("iasql.max_deletes");
    assertThat("Error: " + refused.json().at("/error").asText() + "\n").isEqualTo(refused.err());
    assertThat(run("apply", "--yes", "--max-deletes", "2", "--json").json().at("/changes"))
        .hasSize(2);
    assertThat(run("apply", "--json").err())
        .isEqualTo(
            "Error: With --json nobody is asked, so nothing was changed. Add --yes to apply whatever the plan is.\n");
  }

  @Test
  void appliesThePlanThatWasKeptOrNothing(Iasql iasql, SimulatedAws aws) throws IOException {
    insertGroups(iasql);
    Path plan = directory.resolve("plan.json");
    Path page = directory.resolve("plan.html");
    Invocation kept = run("plan", "--out", plan.toString(), "--html", page.toString());
    assertThat(kept).isEqualTo(run("plan"));
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("second");
    iasql.useTransaction(
        tx -> tx.handle().execute("INSERT INTO log_group (log_group_name) VALUES ('third')"));
    Invocation refused = run("apply", plan.toString(), "--yes");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("Error: ").contains("third");
    assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
    iasql.useTransaction(
        tx -> tx.handle().execute("DELETE FROM log_group WHERE log_group_name = 'third'"));
    assertThat(run("apply", plan.toString(), "--yes").out()).endsWith("(2 rows)\n");
    assertThat(aws.logs().describeLogGroups().logGroups()).hasSize(2);
    assertThat(run("apply", plan.toString(), "--yes").status()).isEqualTo(1);
  }

  @Test
  void saysWhatIsWrongWithAFileOfAPlan() throws IOException {
    Path missing = directory.resolve("missing.json");
    assertThat(run("apply", missing.toString(), "--yes"))
        .isEqualTo(new Invocation(
            1,
            "",
            "Error: File '%s' could not be read: it is not there. 'iasql plan --out FILE' writes one.\n"
                .formatted(missing)));
    Path text = Files.writeString(directory.resolve("text"), "no plan");
    assertThat(run("apply", text.toString(), "--yes").err()).contains("JSON");
    assertThat(run("plan", "--sync", "--out", missing.toString()).status()).isEqualTo(64);
    assertThat(run("plan", "--sync", "--out", missing.toString()).err())
        .contains("leave out --sync");
  }

  @Test
  void showsWhatIsThereAndWhatRuns(Iasql iasql) {
    insertGroups(iasql);
    assertThat(run("status").out())
        .containsSubsequence(
            "Engines that serve jdbc:postgresql://127.0.0.1:",
            "(1 row)",
            " aws_cloudwatch |      1",
            "Running operations:",
            "(0 rows)");
    var status = run("status", "--json").json();
    assertThat(status.fieldNames())
        .toIterable()
        .containsExactly("engines", "modules", "operations", "steps");
    assertThat(status.at("/engines/0/epoch").isIntegralNumber()).isTrue();
    assertThat(status.at("/modules/1/module_name").asText()).isEqualTo("aws_cloudwatch");
  }

  @Test
  void findsNothingWrongWhereAnEngineAnswers() {
    Invocation healthy = run("doctor");
    assertThat(healthy.out())
        .containsPattern("right to call +ok +member of iasql_user_")
        .containsPattern("engines +ok +1 is connected")
        .containsPattern("answer +ok +version 0.1.0 answered in \\d+ ms")
        .doesNotContain("missing");
    assertThat(healthy.status()).isZero();
    assertThat(run("doctor", "--json").json().at("/ok").asBoolean()).isTrue();
  }

  @Test
  void saysWhichModuleIsMissing() {
    assertThat(run("install", "aws_ecs"))
        .isEqualTo(
            new Invocation(
                1,
                "",
                "Error: Module 'aws_ecs' does not exist. Did you mean 'aws_ecs_fargate'? SELECT * FROM iasql_modules_list() lists them all.\n"));
    assertThat(run("install").status()).isEqualTo(64);
  }
}
