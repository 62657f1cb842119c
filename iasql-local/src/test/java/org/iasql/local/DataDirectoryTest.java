package org.iasql.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.iasql.core.IasqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir
  private Path directory;

  private LocalIasql start() {
    return LocalIasql.builder().dataDirectory(directory).start();
  }

  @Test
  void keepsRowsAndTheConnectionString() throws IOException {
    String url;
    try (LocalIasql first = start()) {
      url = first.url();
      first
          .client()
          .useTransaction(tx -> tx.handle().execute("CREATE TABLE kept AS SELECT 7 AS row"));
      assertThat(directory.resolve("url")).hasContent(url);
    }
    for (String secret : new String[] {"url", "password"}) {
      assertThat(PosixFilePermissions.toString(
              Files.getPosixFilePermissions(directory.resolve(secret))))
          .isEqualTo("rw-------");
    }
    try (LocalIasql second = start()) {
      assertThat(second.url()).isEqualTo(url);
      assertThat(second
              .client()
              .<Integer, RuntimeException>withHandle(handle -> handle
                  .createQuery("SELECT row FROM kept")
                  .mapTo(Integer.class)
                  .one()))
          .isEqualTo(7);
    }
  }

  @Test
  void servesOneProgramAtATime() {
    try (LocalIasql first = start()) {
      assertThat(first.url()).isNotEmpty();
      assertThatThrownBy(this::start)
          .isInstanceOf(IasqlException.class)
          .hasMessage(
              "Another program, process %d, works on '%s' already. Connect to it (its connection string is in '%2$s/url'); or stop it, or choose another directory: --data DIRECTORY."
                  .formatted(ProcessHandle.current().pid(), directory));
    }
  }

  @Test
  void saysWhoseThePortIs() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Files.writeString(directory.resolve("port"), Integer.toString(other.getLocalPort()));
      assertThatThrownBy(this::start)
          .isInstanceOf(IasqlException.class)
          .hasMessage(
              "Port %d, at which the database of '%s' is to listen, cannot be used: Address already in use. Stop the program that listens there, or choose another port: iasql start --port N."
                  .formatted(other.getLocalPort(), directory));
    }
  }

  @Test
  void saysWhichVersionMadeTheData() {
    Path installation = Path.of(System.getenv().getOrDefault("IASQL_TEST_POSTGRES15", "/none"));
    assumeTrue(
        Files.exists(installation),
        "IASQL_TEST_POSTGRES15 names no installed PostgreSQL 15, such as /usr/lib/postgresql/15");
    EmbeddedDatabase.builder()
        .installation(installation)
        .dataDirectory(directory)
        .start()
        .close();
    assertThatThrownBy(this::start)
        .isInstanceOf(IasqlException.class)
        .hasMessageStartingWith(
            "PostgreSQL did not start on '%s': database files are incompatible with server. The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 18."
                .formatted(directory))
        .hasMessageEndingWith(
            "Choose another directory, or start the PostgreSQL that made the data and give it an engine: iasql engine --url ...");
  }

  @Test
  void saysWhoseTheDataIs() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    UserPrincipal nobody =
        directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(Files.createDirectory(directory.resolve("postgresql")), nobody);
    assertThatThrownBy(this::start)
        .isInstanceOf(IasqlException.class)
        .hasMessage(
            "'%s' belongs to user 'nobody', and this program runs as 'root', so it cannot keep a database there. Run it as 'nobody', or choose another directory: --data DIRECTORY."
                .formatted(directory));
  }

  @Test
  void isNoFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> LocalIasql.builder().dataDirectory(file).start())
        .isInstanceOf(IasqlException.class)
        .hasMessage("'%s' is a file, and PostgreSQL's data needs a directory. Name another one."
            .formatted(file));
  }
}
