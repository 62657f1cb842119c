package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code iasql start} as a process of its own, ended as Ctrl-C does. */
class StartCommandTest {
  @TempDir
  private Path directory;

  @Test
  void keepsRowsAndConnectionStringFromOneStartToTheNext() throws Exception {
    String first = runOnce("install", "aws_cloudwatch");
    String second = runOnce("modules", "--installed", "--json");
    assertThat(first.lines().findFirst()).isEqualTo(second.lines().findFirst());
    assertThat(second).contains("aws_cloudwatch");
  }

  /** Returns the connection string, and what a command printed on it. */
  private String runOnce(String... command) throws Exception {
    try (IasqlProcess start =
        IasqlProcess.start(Map.of(), "start", "--data", directory.toString())) {
      String url = start.line("  psql ");
      String[] arguments = Arrays.copyOf(command, command.length + 2);
      arguments[command.length] = "--data";
      arguments[command.length + 1] = directory.toString();
      Invocation invocation = Invocation.of(arguments);
      assertThat(invocation.status()).as(invocation.err()).isZero();
      Invocation twice = Invocation.of("start", "--data", directory.toString());
      assertThat(twice.status()).isEqualTo(1);
      assertThat(twice.err())
          .startsWith("Error: Another program, process " + start.pid() + ", works on '")
          .hasLineCount(1);
      assertThat(start.end()).doesNotContain("WARN", "ERROR");
      return url + "\n" + invocation.out();
    }
  }
}
