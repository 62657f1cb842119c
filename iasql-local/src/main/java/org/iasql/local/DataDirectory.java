package org.iasql.local;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.core.IasqlException;

/**
 * A directory in which a server's data is kept: the cluster, the server's log, and what the next start has
 * to find again. One program at a time works on it. What it keeps only its own user may read.
 */
final class DataDirectory implements Closeable {
  private static final Set<PosixFilePermission> OWN_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWN_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private final Path directory;
  private final RandomAccessFile lockFile;
  private final FileLock lock;

  private DataDirectory(Path directory, RandomAccessFile lockFile, FileLock lock) {
    this.directory = directory;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Takes a directory for this program, and creates it if needed.
   *
   * @throws IasqlException if it is another user's, or another program works on it
   */
  static DataDirectory open(Path path) throws IOException {
    Path directory = path.toAbsolutePath().normalize();
    if (!Files.exists(directory)) {
      create(directory);
    }
    if (!Files.isDirectory(directory)) {
      throw new IasqlException(
          "'%s' is a file, and PostgreSQL's data needs a directory. Name another one."
              .formatted(directory));
    }
    requireOwn(directory, directory);
    Path cluster = directory.resolve("postgresql");
    if (Files.exists(cluster)) {
      requireOwn(cluster, directory);
    }
    RandomAccessFile file = new RandomAccessFile(directory.resolve("lock").toFile(), "rw");
    try {
      FileLock lock = file.getChannel().tryLock();
      if (lock != null) {
        file.setLength(0);
        file.write(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
        return new DataDirectory(directory, file, lock);
      }
    } catch (OverlappingFileLockException e) {
      file.close();
      throw inUse(directory, e);
    }
    file.close();
    throw inUse(directory, null);
  }

  /** Where the cluster is, or will be. */
  Path cluster() {
    return directory.resolve("postgresql");
  }

  /** What the server says, since it was last started. */
  Path log() {
    return directory.resolve("postgresql.log");
  }

  /** A text that an earlier start has kept. */
  Optional<String> kept(String name) throws IOException {
    Path file = directory.resolve(name);
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /** Keeps a text for later starts. */
  void keep(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    if (hasPermissions(file)) {
      Files.setPosixFilePermissions(file, OWN_FILE);
    }
    Files.writeString(file, text);
  }

  /** The port of a server that a killed program has left running. */
  Optional<Integer> runningPort() throws IOException {
    Path file = cluster().resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // The process on the first line, the port on the fourth.
    List<String> lines = Files.readAllLines(file);
    boolean runs = lines.size() >= 4
        && ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
    return runs ? Optional.of(Integer.valueOf(lines.get(3).strip())) : Optional.empty();
  }

  /** The major version of the server that made the cluster. */
  Optional<String> clusterVersion() throws IOException {
    Path file = cluster().resolve("PG_VERSION");
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /**
   * Refuses a port on which somebody else listens: PostgreSQL would say so in its log alone.
   *
   * @throws IasqlException if the port is in use
   */
  void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new IasqlException(
          "Port %d, at which the database of '%s' is to listen, cannot be used: %s. Stop the program that listens there, or choose another port: iasql start --port N."
              .formatted(port, directory, e.getMessage()),
          e);
    }
  }

  /** Why the server did not start: in its own words, if it had any. */
  IasqlException failure(Exception error) {
    return new IasqlException(
        "PostgreSQL did not start on '%s': %s".formatted(directory, reason(error)), error);
  }

  private String reason(Exception error) {
    String said;
    try {
      said = Files.exists(log())
          ? Files.readAllLines(log()).stream()
              .filter(line -> line.matches(".*\\b(FATAL|DETAIL|HINT):.*"))
              .map(line -> line.replaceFirst(".*\\b(FATAL|DETAIL|HINT):\\s*", ""))
              .map(line -> line.endsWith(".") ? line : line + ".")
              .collect(Collectors.joining(" "))
          : "";
    } catch (IOException e) {
      said = "";
    }
    if (said.contains("initialized by PostgreSQL version")) {
      return said
          + " Choose another directory, or start the PostgreSQL that made the data and give it an engine: iasql engine --url ...";
    }
    return said.isEmpty()
        ? "%s. Its log is '%s'.".formatted(error.getMessage(), log())
        : said + " Its log is '%s'.".formatted(log());
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }

  private static void create(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (hasPermissions(directory)) {
      Files.setPosixFilePermissions(directory, OWN_DIRECTORY);
    }
  }

  private static boolean hasPermissions(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  /** PostgreSQL refuses what is another user's, even where this one may write it. */
  private static void requireOwn(Path path, Path directory) throws IOException {
    Path probe = Files.createTempFile("iasql", null);
    String user = Files.getOwner(probe).getName();
    Files.delete(probe);
    String owner = Files.getOwner(path).getName();
    if (!owner.equals(user) || !Files.isWritable(path)) {
      throw new IasqlException(
          "'%s' belongs to user '%s', and this program runs as '%s', so it cannot keep a database there. Run it as '%s', or choose another directory: --data DIRECTORY."
              .formatted(directory, owner, user, owner));
    }
  }

  private static IasqlException inUse(Path directory, Exception cause) throws IOException {
    String process = Files.readString(directory.resolve("lock"));
    return new IasqlException(
        "Another program%s works on '%s' already. Connect to it%s; or stop it, or choose another directory: --data DIRECTORY."
            .formatted(
                process.isBlank() ? "" : ", process " + process.strip() + ",",
                directory,
                Files.exists(directory.resolve("url"))
                    ? " (its connection string is in '%s')".formatted(directory.resolve("url"))
                    : ""),
        cause);
  }
}
