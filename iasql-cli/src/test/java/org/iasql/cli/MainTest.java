package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void runsTheTutorialFromStartToEnd() {
    assertThat(run("quickstart", "--port", "9000", "--env", "MODE=demo")).isZero();
    assertThat(out.toString())
        .containsSubsequence(
            "aws_ecs_fargate    | service_security_groups       |            0",
            "(17 rows)",
            "default egress rule of quickstart-security-group",
            "(12 rows)",
            "create load_balancer quickstart-load-balancer: done",
            "(12 rows)",
            "Nothing to do",
            "health check   http://quickstart-load-balancer-",
            ":9000/health",
            "(11 rows)",
            "Nothing of 'quickstart' is left",
            "All stages together took ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysEveryProblemInOneLineWithoutAStackTrace() {
    assertThat(run("quickstart", "--name", "sg-Shop", "--port", "0")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("Error: The stack cannot be built. Name 'sg-Shop'")
        .contains("Port 0 does not exist")
        .hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void showsTheStackTraceWhenAskedTo() {
    assertThat(run("quickstart", "--port", "0", "--debug")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat org.iasql.quickstart.QuickstartStackBuilder.build");
  }

  @Test
  void refusesToForgetAStackThatIsToStay() {
    assertThat(run("quickstart", "--region", "us-east-2", "--keep")).isEqualTo(1);
    assertThat(err.toString()).contains("need a database that remembers the stack");
  }

  @Test
  void saysWhichPasswordFileIsMissing() {
    assertThat(
            run("engine", "--url", "jdbc:postgresql://127.0.0.1:1/x", "--password-file", "/none"))
        .isEqualTo(1);
    assertThat(err.toString()).startsWith("Error: Password file '/none' cannot be read");
  }

  @Test
  void needsADatabaseForAnEngineOfItsOwn() {
    assertThat(run("engine")).isEqualTo(1);
    assertThat(err.toString()).contains("--url postgresql://host:port/database");
  }

  @Test
  void printsTheUsage() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("quickstart", "start", "engine", "plan", "doctor");
  }

  @Test
  void refusesUnknownOptions() {
    assertThat(run("quickstart", "--nmae", "x")).isEqualTo(64);
    assertThat(err.toString())
        .startsWith("Error: Unknown options: '--nmae', 'x'")
        .endsWith("'iasql quickstart --help' lists the options.\n")
        .hasLineCount(2);
  }

  @Test
  void refusesAnEndpointThatIsNoAddress() {
    assertThat(run("quickstart", "--endpoint", "127.0.0.1:5000")).isEqualTo(64);
    assertThat(err.toString())
        .contains("'127.0.0.1:5000' is no address of a server: it has the form http://host:port.");
  }

  @Test
  void refusesAUrlOfAnotherForm() {
    assertThat(run("plan", "--url", "mysql://me:secret@localhost/infra?password=secret"))
        .isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "Error: The url 'mysql://localhost/infra' cannot be read: it has the form 'postgresql://user@host:port/database' or 'jdbc:postgresql://host:port/database'.\n");
  }

  @Test
  void refusesAPasswordThatOthersCanRead() {
    for (String url : new String[] {
      "postgresql://me:secret@localhost/infra", "jdbc:postgresql://localhost/infra?password=secret"
    }) {
      StringWriter error = new StringWriter();
      assertThat(Main.run(
              new PrintWriter(out), new PrintWriter(error, true), "quickstart", "--url", url))
          .isEqualTo(1);
      assertThat(error.toString())
          .isEqualToNormalizingNewlines(
              "Error: The url 'jdbc:postgresql://localhost/infra' holds a password, and everybody on this machine can read command lines. Put the url into IASQL_URL, or the password into PGPASSWORD or --password-file.\n");
    }
  }

  @Test
  void asksForTheAccountBeforeItStartsADatabase() {
    assertThat(run("quickstart", "--region", "us-east-2", "--endpoint", "http://127.0.0.1:1"))
        .isEqualTo(1);
    assertThat(err.toString())
        .startsWith("Error: STS GetCallerIdentity ")
        .contains("Nothing was changed.")
        .hasLineCount(1);
    assertThat(out.toString()).doesNotContain("Start the engine");
  }
}
