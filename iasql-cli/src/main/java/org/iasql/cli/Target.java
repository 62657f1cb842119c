package org.iasql.cli;

import java.util.Optional;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.engine.IasqlEngine;
import org.iasql.engine.IasqlEngineBuilder;
import org.iasql.engine.cloud.Account;
import org.iasql.local.LocalIasql;
import org.iasql.local.LocalIasqlBuilder;
import org.iasql.local.aws.SimulatedAws;
import picocli.CommandLine.Mixin;

/** Which database and which AWS account a command works on with an engine of its own. */
final class Target {
  @Mixin
  private DatabaseOptions database;

  @Mixin
  private AccountOptions account;

  boolean isSimulated() {
    return account.isSimulated();
  }

  boolean isRealAccount() {
    return account.isReal();
  }

  /** Whether rows outlive this program. */
  boolean remembers() {
    return !hasOwnDatabase() || database.data().isPresent();
  }

  boolean hasOwnDatabase() {
    return database.named().isEmpty();
  }

  String describe() {
    return database() + " and " + account.describe();
  }

  /** The database's url, without a password. */
  String database() {
    return database.named().map(DatabaseUrl::toString).orElse("its own PostgreSQL");
  }

  /** A client, and what has to be stopped after it. */
  record Running(Iasql client, Optional<LocalIasql> local, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  /** Asks AWS who the credentials are. */
  Account.CallerIdentity account() {
    return account.identity();
  }

  /** Starts the engine, and the database if it is this program's own. */
  Running start() {
    if (hasOwnDatabase()) {
      LocalIasqlBuilder builder = LocalIasql.builder();
      database.data().ifPresent(builder::dataDirectory);
      if (!isSimulated()) {
        builder.aws(account.access());
      }
      LocalIasql local = builder.start();
      return new Running(local.client(), Optional.of(local), local::close);
    }
    IasqlEngine engine = engine();
    try {
      Iasql client = database.client();
      return new Running(client, Optional.empty(), () -> {
        client.close();
        engine.close();
      });
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** Starts an engine for the database of {@code --url}. */
  IasqlEngine engine() {
    DatabaseUrl url = database
        .named()
        .orElseThrow(() -> new IasqlException(
            "The engine needs a database: --url postgresql://host:port/database."));
    IasqlEngineBuilder builder = IasqlEngine.builder().url(url.jdbc());
    database.user(url).ifPresent(builder::user);
    database.password(url).ifPresent(builder::password);
    return (isSimulated() ? builder.aws(SimulatedAws.create()) : builder.aws(account.access()))
        .start();
  }
}
