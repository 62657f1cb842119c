package org.iasql.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Files of the projects. */
final class Sources {
  private Sources() {}

  /** Reads a file's lines. */
  static Stream<String> lines(Path file) {
    return text(file).lines();
  }

  /** Reads a file. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
