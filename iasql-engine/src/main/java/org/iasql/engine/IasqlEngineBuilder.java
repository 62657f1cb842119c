package org.iasql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.iasql.core.CloudException;
import org.iasql.core.IasqlException;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.Patience;
import org.iasql.engine.observe.EngineObserver;
import org.iasql.engine.observe.Observers;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** Builds an {@link IasqlEngine}: which database, which account. */
public final class IasqlEngineBuilder {
  private static final int LOGIN_SECONDS = 5;

  private Optional<String> url = Optional.empty();
  private Optional<String> user = Optional.empty();
  private String password = "";
  private Optional<AwsClients> clients = Optional.empty();
  private Patience patience = Patience.standard();
  private final List<EngineObserver> observers = new ArrayList<>();
  private final AwsAccess access = new AwsAccess();

  IasqlEngineBuilder() {}

  /** The database, such as {@code jdbc:postgresql://db.example/infra}. */
  public IasqlEngineBuilder url(String url) {
    this.url = Optional.of(url);
    return this;
  }

  /** A role that owns the database's IaSQL objects, or may create them. */
  public IasqlEngineBuilder user(String user) {
    this.user = Optional.of(user);
    return this;
  }

  public IasqlEngineBuilder password(String password) {
    this.password = password;
    return this;
  }

  /** A real account, or an emulator: by default AWS's default credentials and region. */
  public IasqlEngineBuilder aws(Consumer<AwsAccess> configuration) {
    configuration.accept(access);
    return this;
  }

  /** An account by its clients, such as a simulated one; it stays the caller's to close. */
  public IasqlEngineBuilder aws(AwsClients clients) {
    this.clients = Optional.of(clients);
    return this;
  }

  /** How long to wait for AWS, and how. */
  public IasqlEngineBuilder patience(Patience patience) {
    this.patience = patience;
    return this;
  }

  /**
   * Adds an observer of what the engine does, such as {@code
   * org.iasql.engine.micrometer.EngineMetrics} or {@code org.iasql.engine.opentelemetry.EngineSpans}.
   */
  public IasqlEngineBuilder observe(EngineObserver observer) {
    observers.add(observer);
    return this;
  }

  /**
   * Asks AWS whose account the engine is going to work on. Needs no database, and changes nothing.
   *
   * @throws CloudException if the credentials are wrong or missing, or AWS does not answer
   */
  public Account.CallerIdentity account() {
    if (clients.isPresent()) {
      return Account.identity(clients.get(), patience);
    }
    try (AwsClients own = access.connect()) {
      return Account.identity(own, patience);
    }
  }

  /**
   * Prepares the database and starts to answer.
   *
   * @throws IasqlException if the database cannot be reached or prepared
   */
  public IasqlEngine start() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(readableUrl());
    user.ifPresent(source::setUser);
    if (!password.isEmpty()) {
      source.setPassword(password);
    }
    source.setApplicationName("iasql engine");
    if (source.getLoginTimeout() == 0) {
      source.setLoginTimeout(
          LOGIN_SECONDS); // The driver would wait forever for what never answers.
    }
    boolean own = clients.isEmpty();
    return new IasqlEngine(
        source, clients.orElseGet(access::connect), own, patience, new Observers(observers));
  }

  private String readableUrl() {
    String given = url.orElseThrow(
        () -> new IasqlException(
            "The engine needs a database: IasqlEngine.builder().url(\"jdbc:postgresql://host/database\")."));
    if (Driver.parseURL(given, null) == null) {
      throw new IasqlException(
          "The url '%s' cannot be read: it has the form 'jdbc:postgresql://host:port/database'."
              .formatted(given.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//")));
    }
    return given;
  }
}
