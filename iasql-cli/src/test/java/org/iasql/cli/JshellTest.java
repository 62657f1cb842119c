package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/** The start-up script, in a jshell inside of this JVM. */
class JshellTest {
  @Test
  void startsConnectsAndPrintsAsPsqlWould() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
      type(shell, "import java.util.*;\n" + Files.readString(Path.of("..", "iasql.jsh")));
      type(shell, """
          var local = local();
          var iasql = connect(local.url());
          show(iasql.install("aws_cloudwatch"));
          iasql.useTransaction(tx -> tx.handle().execute("INSERT INTO log_group (log_group_name) VALUES ('shell')"));
          show(iasql.planApply());
          show(iasql, "SELECT log_group_name FROM log_group");
          iasql.close();
          local.close();
          """);
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            "psql postgresql://iasql:",
            """
        module_name   | created_table_name | record_count\s
        """.strip(),
            "(1 row)",
            " create | log_group  |  1 | shell",
            "(1 row)",
            " shell",
            "(1 row)");
  }

  private static void type(JShell shell, String source) {
    String rest = source;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      List<SnippetEvent> events = shell.eval(next.source());
      assertThat(events).as(next.source()).allSatisfy(event -> {
        assertThat(event.status()).isIn(Status.VALID, Status.OVERWRITTEN);
        assertThat(event.exception()).isNull();
      });
      rest = next.remaining();
    }
  }
}
