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
   * Keeps the database in this directory, so that the next start finds it again. A simulated account
   * does not outlive the JVM: its resources look deleted then.
   */
  public LocalIasqlBuilder dataDirectory(Path directory) {
    this.dataDirectory = Optional.of(directory);
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

  /** Starts PostgreSQL and the engine; takes 2 to 3 s, the first time on a machine 8 to 15 s more. */
  public LocalIasql start() {
    EmbeddedDatabaseBuilder database = EmbeddedDatabase.builder();
    dataDirectory.ifPresent(database::dataDirectory);
    EmbeddedDatabase server = database.start();
    try {
      if (access.isPresent()) {
        return LocalIasql.start(
            server, engine -> engine.aws(access.get()).patience(patience), Optional.empty());
      }
      AwsClients account =
          clients.orElseGet(() -> SimulatedAws.builder().region(region).build());
      return LocalIasql.start(
          server, engine -> engine.aws(account).patience(patience), Optional.of(account));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }
}
