package org.iasql.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code iasql start} as a process of its own, ended as Ctrl-C does. */
class StartCommandTest {
  @TempDir
  private Path directory;

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Main.class.getName(),
            "start",
            "--data",
            directory.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static String connectionString(BufferedReader out) throws IOException {
    StringBuilder printed = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      printed.append(line).append('\n');
      if (line.startsWith("  psql ")) {
        return line.substring("  psql ".length());
      }
    }
    throw new AssertionError("No connection string:\n" + printed);
  }

  @Test
  void keepsRowsAndConnectionStringFromOneStartToTheNext() throws Exception {
    String first = runOnce("install", "aws_cloudwatch");
    String second = runOnce("modules", "--installed", "--json");
    assertThat(first.lines().findFirst()).isEqualTo(second.lines().findFirst());
    assertThat(second).contains("aws_cloudwatch");
  }

  /** Returns the connection string, and what a command printed on it. */
  private String runOnce(String... command) throws Exception {
    Process process = start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      String url = connectionString(out);
      String[] arguments = java.util.Arrays.copyOf(command, command.length + 2);
      arguments[command.length] = "--data";
      arguments[command.length + 1] = directory.toString();
      Invocation invocation = Invocation.of(arguments);
      assertThat(invocation.status()).as(invocation.err()).isZero();
      Invocation twice = Invocation.of("start", "--data", directory.toString());
      assertThat(twice.status()).isEqualTo(1);
      assertThat(twice.err())
          .startsWith("Error: Another program, process " + process.pid() + ", works on '");
      process.toHandle().destroy(); // SIGTERM, which the program takes as Ctrl-C.
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.lines().collect(Collectors.joining("\n"))).doesNotContain("WARN", "ERROR");
      return url + "\n" + invocation.out();
    } finally {
      process.destroy();
    }
  }
}
