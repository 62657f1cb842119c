package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.iasql.cli.Markdown.Block;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial typed into psql, against the processes that a user would start: {@code iasql start}, and
 * {@code iasql engine} on Debian's PostgreSQL 15 with roles that are no superusers.
 */
class TutorialInPsqlTest {
  static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

  @TempDir
  private Path directory;

  /** Which account: by default a simulated one. */
  List<String> account() {
    return List.of();
  }

  private IasqlProcess process(String... arguments) throws IOException {
    return IasqlProcess.start(
        CREDENTIALS,
        Stream.concat(Stream.of(arguments), account().stream()).toArray(String[]::new));
  }

  @Test
  void runsAgainstStart() throws Exception {
    try (IasqlProcess start = process("start", "--data", directory.toString())) {
      typeTutorial(new Psql(start.line("  psql ")));
      assertThat(start.end()).doesNotContain("WARN", "ERROR");
    }
  }

  @Test
  void runsAgainstAnEngineOfAServerThatIsNotOurs() throws Exception {
    EmbeddedDatabase server = TestPostgres.installed(15);
    String database = "Infra of \"" + getClass().getSimpleName();
    String machine = "machine_" + getClass().getSimpleName().toLowerCase(Locale.ROOT);
    String tutor = machine.replace("machine", "tutor");
    server.createDatabase(database);
    Psql administrator =
        new Psql(server.connectionString(database, EmbeddedDatabase.SUPERUSER, server.password()));
    administrator.type("CREATE ROLE " + machine + " LOGIN PASSWORD 'm';");
    Path password = Files.writeString(directory.resolve("password"), "m");
    String connection = server.connectionString(database, machine, "m");
    for (String sql : mends(connection)) {
      administrator.type(sql);
    }
    assertThat(mends(connection)).isEmpty();
    try (IasqlProcess engine = process(
        "engine",
        "--json",
        "--url",
        server.url(database),
        "--user",
        machine,
        "--password-file",
        password.toString())) {
      assertThat(engine.line("{\"ready\":true")).contains("\"database\":\"jdbc:postgresql://");
      administrator.type("CREATE ROLE " + tutor + " LOGIN PASSWORD 't'; GRANT " + "\"iasql_user_"
          + database.replace("\"", "\"\"") + "\" TO " + tutor + ";");
      Psql client = new Psql(server.connectionString(database, tutor, "t"));
      assertThat(client.type(
              "SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user;"))
          .contains(" f        | f");
      typeTutorial(client);
      assertThat(engine.end()).doesNotContain("WARN", "ERROR");
    } finally {
      server.dropDatabase(database);
      new Psql(server.connectionString("postgres", EmbeddedDatabase.SUPERUSER, server.password()))
          .type("DROP ROLE " + tutor + ";");
    }
  }

  /** What 'iasql connect' prints as remedies. */
  private List<String> mends(String connection) {
    return StreamSupport.stream(
            Invocation.on(directory, connection, "connect", "--json")
                .json()
                .at("/checks")
                .spliterator(),
            false)
        .filter(check -> check.at("/state").asText().equals("missing"))
        .map(check -> check.at("/mend").asText())
        .toList();
  }

  private static void typeTutorial(Psql psql) throws IOException {
    List<String> blocks = new ArrayList<>(
        Markdown.blocks(Markdown.QUICKSTART, "sql").stream().map(Block::text).toList());
    String before = psql.type("SELECT 1;");
    assertThat(before).contains("(1 row)");
    assertThat(psql.type(blocks.get(0)))
        .contains("(17 rows)", "NOTICE:  create service quickstart-service: done")
        .contains("default egress rule of quickstart-security-group")
        .containsPattern("(?s)\\(12 rows\\).*\\(12 rows\\)\\s+COMMIT");
    assertThat(psql.type("SELECT * FROM iasql_apply();")).contains("(0 rows)");
    assertThat(psql.type(blocks.stream().skip(1).collect(Collectors.joining("\n"))))
        .contains("/quickstart-repository\n")
        .containsPattern("quickstart-load-balancer.*\\.elb\\.");
    String down = "SELECT delete_all_records(); SELECT * FROM iasql_plan_apply();";
    assertThat(psql.type(down))
        .contains(" delete | cluster ", " delete | load_balancer ", " delete | role ")
        .doesNotContain(" delete | vpc ", " delete | subnet ");
    psql.type("SELECT * FROM iasql_sync();");
    assertThat(psql.type("SELECT * FROM iasql_plan_apply();")).contains("(0 rows)");
    assertThat(psql.type(down + "SELECT * FROM iasql_apply();"))
        .contains("NOTICE:  delete cluster ")
        .doesNotContain("ERROR");
    assertThat(psql.type("SELECT * FROM iasql_apply(); SELECT count(*) AS clusters FROM cluster;"))
        .contains("(0 rows)")
        .contains("        0");
  }
}
