package org.iasql.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database a command works on, and as whom. */
final class DatabaseOptions {
  private final Map<String, String> environment = System.getenv();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A PostgreSQL: postgresql://host/infra or jdbc:postgresql://host/infra.")
  private @Nullable String url;

  @Option(names = "--user", description = "The role to log in as; by default the url's, or PGUSER.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the password; by default PGPASSWORD is used.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "The directory of 'iasql start'.")
  private @Nullable Path data;

  /** The database of {@code --url}; without it there is none. */
  Optional<DatabaseUrl> named() {
    return Optional.ofNullable(url).map(text -> {
      DatabaseUrl parsed = DatabaseUrl.parse(text);
      if (parsed.holdsPassword()) {
        throw new IasqlException(
            "The url '%s' holds a password, and everybody on this machine can read command lines. Put the url into IASQL_URL, or the password into PGPASSWORD or --password-file."
                .formatted(parsed));
      }
      return parsed;
    });
  }

  /**
   * The database of {@code --url}, else the one that {@code iasql start} keeps in {@code --data}, else that
   * of IASQL_URL, else the one that {@code iasql start} keeps by default.
   */
  DatabaseUrl required() {
    return named()
        .or(() -> data().map(this::started))
        .or(() -> Optional.ofNullable(environment.get("IASQL_URL")).map(DatabaseUrl::parse))
        .or(() -> Optional.of(DataPath.standard()).filter(DataPath::isStarted).map(this::started))
        .orElseThrow(() -> new IasqlException(
            "No database is named. Add --url postgresql://host/database, set IASQL_URL, or run 'iasql start', which keeps one in '%s'."
                .formatted(DataPath.standard())));
  }

  /** The directory of {@code --data}. */
  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  /** The role of {@code --user}, else the url's, else PGUSER's. */
  Optional<String> user(DatabaseUrl database) {
    return Optional.ofNullable(user)
        .or(database::user)
        .or(() -> Optional.ofNullable(environment.get("PGUSER")));
  }

  /** The password of {@code --password-file}, else the url's, else PGPASSWORD's. */
  Optional<String> password(DatabaseUrl database) {
    if (passwordFile == null) {
      return database.password().or(() -> Optional.ofNullable(environment.get("PGPASSWORD")));
    }
    try (var lines = Files.lines(passwordFile)) {
      return lines.findFirst();
    } catch (IOException e) {
      throw new IasqlException(
          "Password file '%s' cannot be read: %s. Name a file whose first line is the password."
              .formatted(passwordFile, e),
          e);
    }
  }

  /** Connects a client. */
  Iasql client() {
    return client(required());
  }

  /** Connects a client to a database. */
  Iasql client(DatabaseUrl database) {
    var builder = Iasql.builder().url(database.jdbc()).poolSize(2);
    user(database).ifPresent(builder::user);
    password(database).ifPresent(builder::password);
    return builder.build();
  }

  private DatabaseUrl started(Path directory) {
    try {
      return DatabaseUrl.parse(Files.readString(directory.resolve(DataPath.URL)).strip());
    } catch (IOException e) {
      throw new IasqlException(
          "'%s' has no database of 'iasql start'. Run 'iasql start --data %s' first, or name a database: --url."
              .formatted(directory, directory),
          e);
    }
  }
}
