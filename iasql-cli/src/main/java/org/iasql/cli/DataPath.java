package org.iasql.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where {@code iasql start} keeps its database unless it is told otherwise. */
final class DataPath {
  /** The file in which it keeps the connection string. */
  static final String URL = "url";

  private DataPath() {}

  /** {@code iasql} in the user's data directory, as the XDG rules have it. */
  static Path standard() {
    return Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
        .filter(path -> !path.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
        .resolve("iasql");
  }

  /** Whether a database has been started there. */
  static boolean isStarted(Path directory) {
    return Files.isReadable(directory.resolve(URL));
  }
}
