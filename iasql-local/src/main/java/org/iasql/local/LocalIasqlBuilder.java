package org.iasql.local;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.iasql.engine.AwsAccess;
import org.iasql.engine.AwsClients;
import org.iasql.engine.cloud.Patience;
import org.iasql.local.aws.SimulatedAws;

/** Builds a {@link LocalIasql}; everything has a default. */
public final class LocalIasqlBuilder {
  private String region = "us-east-2";
  private Optional<Path> dataDirectory = Optional.empty();
  private Optional<EmbeddedDatabase> server = Optional.empty();
  private String database = "iasql";
  private Optional<Integer> port = Optional.empty();
  private Optional<AwsClients> clients = Optional.empty();
  private Optional<Consumer<AwsAccess>> access = Optional.empty();
  private Patience patience = Patience.standard();

  LocalIasqlBuilder() {}

  /** The default region of a simulated account; us-east-2 if not set. */
  public LocalIasqlBuilder region(String region) {
    this.region = region;
    return this;
  }

  /**
   * Keeps the database in this directory, so that the next start finds it again, with the same connection
   * string; that is also in its file {@code url}, which only this user may read. A simulated account does not
   * outlive the JVM: its resources look deleted then.
   */
  public LocalIasqlBuilder dataDirectory(Path directory) {
    this.dataDirectory = Optional.of(directory);
    return this;
  }

  /** The port of the database; by default a free one, and with a data directory that of the last start. */
  public LocalIasqlBuilder port(int port) {
    this.port = Optional.of(port);
    return this;
  }

  /**
   * Uses a server that runs already, which stays the caller's to close, and a database of this name
   * on it, created unless it exists. The client's role gets the same name, and a new password.
   *
   * @throws IllegalArgumentException if the name is the superuser's
   */
  public LocalIasqlBuilder database(EmbeddedDatabase server, String name) {
    if (name.equals(EmbeddedDatabase.SUPERUSER)) {
      throw new IllegalArgumentException("The client's role gets the database's name, and '"
          + name
          + "' is the superuser's. Choose another.");
    }
    this.server = Optional.of(server);
    this.database = name;
    return this;
  }

  /** The account: a {@link SimulatedAws} to share or to look into. It stays the caller's to close. */
  public LocalIasqlBuilder aws(AwsClients clients) {
    this.clients = Optional.of(clients);
    return this;
  }

  /** A real account, or an emulator, instead of a simulated one. */
  public LocalIasqlBuilder aws(Consumer<AwsAccess> access) {
    this.access = Optional.of(access);
    return this;
  }

  /** How long the engine waits for AWS, and how. */
  public LocalIasqlBuilder patience(Patience patience) {
    this.patience = patience;
    return this;
  }

  /**
   * Starts PostgreSQL and the engine; takes 2 to 3 s, the first time on a machine 8 to 15 s more.
   *
   * @throws IllegalStateException if both a running server and a data directory are given
   */
  public LocalIasql start() {
    if (server.isPresent()) {
      if (dataDirectory.isPresent()) {
        throw new IllegalStateException(
            "A server that runs already has its data elsewhere: give it the data directory.");
      }
      return start(server.get(), () -> {});
    }
    EmbeddedDatabaseBuilder options = EmbeddedDatabase.builder();
    dataDirectory.ifPresent(options::dataDirectory);
    port.ifPresent(options::port);
    EmbeddedDatabase own = options.start();
    try {
      return start(own, own::close);
    } catch (RuntimeException | Error e) {
      own.close();
      throw e;
    }
  }

  private LocalIasql start(EmbeddedDatabase on, Runnable onClose) {
    if (access.isPresent()) {
      return LocalIasql.start(
          on,
          database,
          onClose,
          engine -> engine.aws(access.get()).patience(patience),
          Optional.empty());
    }
    AwsClients account =
        clients.orElseGet(() -> SimulatedAws.builder().region(region).build());
    return LocalIasql.start(
        on,
        database,
        onClose,
        engine -> engine.aws(account).patience(patience),
        Optional.of(account));
  }
}
