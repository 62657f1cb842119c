package org.iasql.local.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.iasql.local.EmbeddedDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/** The pooler, in transaction mode and with fewer sessions than clients. */
final class PgBouncer implements AutoCloseable {
  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it in front of a server, for one client's role. */
  static PgBouncer start(
      EmbeddedDatabase server, Path directory, String user, String password, int sessions)
      throws IOException {
    String program = System.getenv().getOrDefault("IASQL_TEST_PGBOUNCER", "");
    assumeTrue(
        !program.isEmpty(), "IASQL_TEST_PGBOUNCER names no pgbouncer, such as /usr/sbin/pgbouncer");
    int port = freePort();
    Files.writeString(directory.resolve("users.txt"), "\"%s\" \"%s\"%n".formatted(user, password));
    Path configuration = directory.resolve("pgbouncer.ini");
    Files.writeString(configuration, """
        [databases]
        * = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        default_pool_size = %d
        ignore_startup_parameters = extra_float_digits
        """.formatted(
            server.port(), port, directory.resolve("users.txt"), sessions));
    // It refuses to run as root, and then has to be able to read its files as somebody else.
    for (Path file : List.of(configuration, directory.resolve("users.txt"))) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>(List.of(program, "-q"));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(configuration.toString());
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
    return new PgBouncer(process, port);
  }

  /** Connections as a client behind a pooler configures its driver: prepared statements live in sessions. */
  PGSimpleDataSource dataSource(String database, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setPrepareThreshold(0);
    return source;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
