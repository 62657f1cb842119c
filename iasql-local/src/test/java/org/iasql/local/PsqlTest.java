package org.iasql.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real psql against the connection string that {@link LocalIasql} prints. */
public class PsqlTest {
  private LocalIasql local;

  /** The server to test on. */
  protected EmbeddedDatabase server() {
    return TestPostgres.newest();
  }

  @BeforeEach
  void start() {
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(directory -> Path.of(directory, "psql").toFile().canExecute()),
        "psql is not on the PATH: install PostgreSQL's client to run these tests");
    local = LocalIasql.builder().database(server(), "psql").start();
  }

  @AfterEach
  void stop() {
    if (local != null) {
      local.close();
    }
  }

  @Test
  void runsTheTutorialAndKeepsAPreviewToItself() throws IOException {
    String installed = psql(
        "SELECT * FROM iasql_install('aws_cloudwatch', 'aws_ecr', 'aws_ecs_fargate', 'aws_elb', 'aws_security_group', 'aws_vpc');");
    assertThat(installed).contains("(17 rows)").contains("aws_vpc            | subnet");

    Process first = start("-X", "-q", local.url());
    try (Writer in = first.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out = new BufferedReader(
            new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8))) {
      in.write(
          "BEGIN; INSERT INTO repository (repository_name) VALUES ('preview'); SELECT * FROM iasql_plan_apply();\n\\echo previewed\n");
      in.flush();
      String preview = readUntil(out, "previewed");
      assertThat(preview).contains(" create | repository ").contains("preview");
      assertThat(psql("SELECT count(*) FROM repository; SELECT * FROM iasql_plan_apply();"))
          .contains("     0")
          .contains("(0 rows)");
      in.write(
          "ROLLBACK; SELECT 'plans: ' || count(*) FROM iasql_plan_apply();\n\\echo rolled back\n");
      in.flush();
      assertThat(readUntil(out, "rolled back")).contains("plans: 0");
    }

    String stack = String.join(";\n", TutorialTest.STACK);
    assertThat(psql("BEGIN;\n" + stack + ";\nCOMMIT;\nSELECT * FROM iasql_plan_apply();"))
        .contains("(12 rows)")
        .contains("default egress rule of quickstart-security-group");
    assertThat(psql("SELECT * FROM iasql_apply();"))
        .contains("NOTICE:  create service quickstart-service: done")
        .contains("(12 rows)");
    assertThat(psql("SELECT * FROM iasql_apply();")).contains("(0 rows)");
    assertThat(psql("SELECT repository_uri FROM repository;"))
        .contains("dkr.ecr.us-east-2.amazonaws.com/quickstart-repository");
    assertThat(psql("SELECT delete_all_records(); SELECT * FROM iasql_apply();"))
        .contains("(11 rows)");
  }

  private static String readUntil(BufferedReader out, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = out.readLine(); line != null && !line.equals(end); line = out.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private String psql(String sql) throws IOException {
    Process psql = start("-X", "-v", "ON_ERROR_STOP=1", local.url());
    try (Writer in = psql.outputWriter(StandardCharsets.UTF_8)) {
      in.write(sql);
    }
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(psql.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines().collect(Collectors.joining("\n"));
    }
  }

  private static Process start(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = "psql";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
