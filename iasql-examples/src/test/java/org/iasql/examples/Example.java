package org.iasql.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A project in {@code examples/}, whose programs run on a test's database. */
final class Example {
  private final Path directory;
  private final List<String> program;
  private final String url;

  private Example(String name, String url, String... program) {
    this.directory = Path.of("../examples", name);
    this.program = List.of(program);
    this.url = url;
  }

  /** The Django project, whose command line is run. */
  static Example django(String url) {
    return new Example(
        "ecs-fargate-django", url, System.getenv(NeedsDjango.PYTHON), "-B", "manage.py");
  }

  /** The JavaScript project, whose packages are run. */
  static Example drizzle(String url) {
    return new Example("drizzle", url, System.getenv(DrizzleExampleTest.NODE));
  }

  /** The directory of the project. */
  Path directory() {
    return directory;
  }

  /** Runs the program, which succeeds, and returns what it wrote. */
  String run(String... arguments) {
    return run(0, arguments);
  }

  /** Runs the program, which fails, and returns what it wrote. */
  String fail(String... arguments) {
    return run(1, arguments);
  }

  private String run(int exitCode, String... arguments) {
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of(arguments));
    ProcessBuilder command =
        new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
    command.environment().put("DATABASE_URL", url);
    try {
      Process process = command.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s:%n%s", words, output).isEqualTo(exitCode);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
