package org.iasql.local;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
  private static final String DATABASE = "iasql";
  private static final String USER = "iasql";

  private final EmbeddedDatabase server;
  private final IasqlEngine engine;
  private final Optional<AwsClients> account;
  private final String password;
  private final Iasql client;

  private LocalIasql(
      EmbeddedDatabase server,
      IasqlEngine engine,
      Optional<AwsClients> account,
      String password) {
    this.server = server;
    this.engine = engine;
    this.account = account;
    this.password = password;
    this.client = Iasql.builder().url(jdbcUrl()).user(USER).password(password).build();
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
      UnaryOperator<IasqlEngineBuilder> configuration,
      Optional<AwsClients> account) {
    if (!exists(server)) {
      server.createDatabase(DATABASE);
    }
    IasqlEngine engine =
        configuration
            .apply(
                IasqlEngine.builder()
                    .url(server.url(DATABASE))
                    .user(EmbeddedDatabase.SUPERUSER)
                    .password(server.password()))
            .start();
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    server.createClient(DATABASE, USER, password);
    return new LocalIasql(server, engine, account, password);
  }

  private static boolean exists(EmbeddedDatabase server) {
    try (Connection connection =
            server.dataSource(EmbeddedDatabase.SUPERUSER).getConnection();
        PreparedStatement query =
            connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?")) {
      query.setString(1, DATABASE);
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
    return server.connectionString(DATABASE, USER, password);
  }

  /** The JDBC URL of the same database, without user and password. */
  public String jdbcUrl() {
    return server.url(DATABASE);
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

  /** Stops the client, the engine and the database. */
  @Override
  public void close() {
    client.close();
    engine.close();
    server.close();
  }
}
