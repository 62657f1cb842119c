package org.iasql.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.engine.AwsClients;
import org.iasql.engine.IasqlEngine;
import org.iasql.engine.IasqlEngineBuilder;
import org.iasql.local.aws.SimulatedAws;

/**
 * Everything in this JVM: PostgreSQL, a simulated AWS account and an engine. Nothing has to be
 * installed. While it runs, any other client of PostgreSQL can use it too.
 */
public final class LocalIasql implements AutoCloseable {
  private static final String URL = "url";
  private static final Pattern LOGIN = Pattern.compile("//[^:/]*:([0-9a-f]+)@");

  private final EmbeddedDatabase server;
  private final String database;
  private final Runnable onClose;
  private final IasqlEngine engine;
  private final Optional<AwsClients> account;
  private final String password;
  private final Iasql client;

  private LocalIasql(
      EmbeddedDatabase server,
      String database,
      Runnable onClose,
      IasqlEngine engine,
      Optional<AwsClients> account) {
    this.server = server;
    this.database = database;
    this.onClose = onClose;
    this.engine = engine;
    this.account = account;
    this.password = keptPassword(server).orElseGet(LocalIasql::newPassword);
    server.createClient(database, database, password);
    server.directory().ifPresent(this::keepUrl);
    this.client =
        Iasql.builder().url(jdbcUrl()).user(database).password(password).build();
  }

  /** Starts with the defaults: a temporary database and a simulated account in us-east-2. */
  public static LocalIasql start() {
    return builder().start();
  }

  /** Starts building. */
  public static LocalIasqlBuilder builder() {
    return new LocalIasqlBuilder();
  }

  static LocalIasql start(
      EmbeddedDatabase server,
      String database,
      Runnable onClose,
      UnaryOperator<IasqlEngineBuilder> configuration,
      Optional<AwsClients> account) {
    if (!exists(server, database)) {
      server.createDatabase(database);
    }
    IasqlEngine engine = configuration
        .apply(IasqlEngine.builder()
            .url(server.url(database))
            .user(EmbeddedDatabase.SUPERUSER)
            .password(server.password()))
        .start();
    try {
      return new LocalIasql(server, database, onClose, engine, account);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /** The connection string of a database that is kept stays the same. */
  private static Optional<String> keptPassword(EmbeddedDatabase server) {
    return server.directory().flatMap(directory -> {
      try {
        return directory
            .kept(URL)
            .map(LOGIN::matcher)
            .filter(Matcher::find)
            .map(found -> found.group(1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private void keepUrl(DataDirectory directory) {
    try {
      directory.keep(URL, url());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String newPassword() {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static boolean exists(EmbeddedDatabase server, String database) {
    try (Connection connection = server.dataSource(EmbeddedDatabase.SUPERUSER).getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      query.setString(1, database);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      throw new IasqlException(
          "The embedded PostgreSQL did not answer: %s".formatted(e.getMessage()), e);
    }
  }

  /** The client; it is closed with this object. */
  public Iasql client() {
    return client;
  }

  /** The connection string for psql and any other client: {@code postgresql://user:password@...}. */
  public String url() {
    return server.connectionString(database, database, password);
  }

  /** The JDBC URL of the same database, without user and password. */
  public String jdbcUrl() {
    return server.url(database);
  }

  /**
   * The simulated account.
   *
   * @throws IllegalStateException if the account is not a simulated one
   */
  public SimulatedAws aws() {
    return account
        .filter(SimulatedAws.class::isInstance)
        .map(SimulatedAws.class::cast)
        .orElseThrow(() -> new IllegalStateException("This account is not simulated"));
  }

  /** Stops the client and the engine, and the database unless it is the caller's. */
  @Override
  public void close() {
    client.close();
    engine.close();
    onClose.run();
  }
}
