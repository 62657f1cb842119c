package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.wire.NeedsEmulator;
import org.iasql.local.wire.WireIasql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a PostgreSQL and an emulator of which it knows nothing but the address. */
@NeedsEmulator
class MainWireTest {
  private static final List<String> CREDENTIALS =
      List.of("aws.accessKeyId", "aws.secretAccessKey", "aws.region");
  private static EmbeddedDatabase server;

  /** Empties the emulator's account before each test. */
  @RegisterExtension
  static final WireIasql WIRE = WireIasql.direct();

  @TempDir
  private Path directory;

  @BeforeAll
  static void start() {
    server = EmbeddedDatabase.builder().inMemory().start();
    server.createDatabase("infra");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void setCredentials() {
    CREDENTIALS.forEach(name -> System.setProperty(name, "us-east-2"));
  }

  @AfterEach
  void clearCredentials() {
    CREDENTIALS.forEach(System::clearProperty);
  }

  @Test
  void keepsAStackUpAndTakesItDownLater() throws IOException {
    assertThat(quickstart("--keep"))
        .containsSubsequence(
            "1. Ask AWS whose account this is",
            "AWS account 123456789012, as arn:aws:",
            "(17 rows)",
            "This is AWS account 123456789012 in region us-east-2.",
            "(12 rows)",
            "(12 rows)",
            "Nothing to do: the account is as the rows say.",
            "All stages together took ");
    assertThat(quickstart("--down"))
        .containsSubsequence("4. Preview", "(11 rows)", "5. Down", "(11 rows)");
    assertThat(quickstart("--down"))
        .containsSubsequence("4. Preview", "Nothing to do", "5. Down", "Nothing to do");
  }

  private String quickstart(String option) throws IOException {
    Path password = Files.writeString(directory.resolve("password"), server.password());
    List<String> arguments = new ArrayList<>(List.of("quickstart", option));
    arguments.addAll(List.of("--endpoint", System.getenv("IASQL_TEST_MOTO")));
    arguments.addAll(List.of("--url", server.url("infra"), "--user", EmbeddedDatabase.SUPERUSER));
    arguments.addAll(List.of("--password-file", password.toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    return out.toString();
  }
}
