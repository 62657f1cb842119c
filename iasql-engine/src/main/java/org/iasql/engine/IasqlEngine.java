package org.iasql.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.iasql.core.CloudException;
import org.iasql.core.IasqlException;
import org.iasql.engine.apply.Journal;
import org.iasql.engine.apply.Operations;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.Patience;
import org.iasql.engine.function.Functions;
import org.iasql.engine.observe.CarryingExecutor;
import org.iasql.engine.observe.EngineObserver;
import org.iasql.engine.request.Bootstrap;
import org.iasql.engine.request.Durability;
import org.iasql.engine.request.Identity;
import org.iasql.engine.request.RequestLoop;
import org.iasql.engine.request.Verdicts;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the SQL functions of one database work against one AWS account. It prepares the database when
 * it starts, and from then on answers calls; any client of the database can make them. Several engines
 * may serve one database.
 */
public final class IasqlEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IasqlEngine.class);
  private static final String VERSION = "0.1.0";

  private final AwsClients clients;
  private final boolean ownsClients;
  private final ExecutorService threads;
  private final HikariDataSource journalPool;
  private final RequestLoop loop;

  IasqlEngine(
      PGSimpleDataSource database,
      AwsClients clients,
      boolean ownsClients,
      Patience patience,
      EngineObserver observer) {
    this.clients = clients;
    this.ownsClients = ownsClients;
    this.threads = new CarryingExecutor(Executors.newCachedThreadPool(new EngineThreads()));
    Identity identity = prepare(database); // First: a pool would go on trying where nobody answers.
    this.journalPool = pool(database);
    AtomicReference<RequestLoop> running = new AtomicReference<>();
    try {
      Account account = new Account(clients, patience, threads, observer);
      Journal journal = new Journal(journalPool, () -> running.get().epoch());
      String accountId = accountId(account);
      Operations operations = new Operations(
          account,
          journal,
          new Verdicts(journalPool),
          identity,
          EngineModules.all(),
          () -> accountId);
      Functions functions =
          new Functions(EngineModules.all(), account, journal, operations, identity, VERSION);
      this.loop = RequestLoop.start(
          database, new ObservedHandler(functions, observer), accountId, clients.region());
      running.set(loop);
    } catch (RuntimeException e) {
      threads.shutdownNow();
      journalPool.close();
      throw e;
    }
  }

  /** The journal has connections of its own: its writes are committed one by one, by many steps at once. */
  private static HikariDataSource pool(PGSimpleDataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setPoolName("iasql-journal");
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(Durability.OF_COMMITS);
    return new HikariDataSource(config);
  }

  /** Starts building an engine. */
  public static IasqlEngineBuilder builder() {
    return new IasqlEngineBuilder();
  }

  /** Credentials can be mended while the engine runs; until then every call says what is wrong. */
  private static String accountId(Account account) {
    try {
      return account.identity().accountId();
    } catch (CloudException e) {
      LOG.warn("{}", e.getMessage());
      return "";
    }
  }

  private static Identity prepare(PGSimpleDataSource database) {
    try (Connection connection = connect(database)) {
      Identity recorded =
          Bootstrap.prepare(connection, script("journal.sql"), script("common.sql"));
      Identity identity = Bootstrap.identityOf(connection);
      if (!recorded.equals(identity) && holdsNothing(connection)) {
        Bootstrap.recordIdentity(connection);
      }
      return identity;
    } catch (SQLException e) {
      throw new IasqlException(
          "The engine cannot prepare the database: %s".formatted(e.getMessage()), e);
    }
  }

  private static Connection connect(PGSimpleDataSource database) {
    try {
      return database.getConnection();
    } catch (SQLException e) {
      throw DatabaseFailure.connecting(database, e);
    }
  }

  /** A copy of a database that holds no resource, and is making none, can harm nobody. */
  private static boolean holdsNothing(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet held = statement.executeQuery(
            "SELECT FROM iasql.ledger UNION ALL SELECT FROM iasql.operation WHERE settled IS NULL LIMIT 1")) {
      return !held.next();
    }
  }

  private static String script(String name) {
    try (InputStream in = IasqlEngine.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The engine's jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops answering; calls that are being answered are finished first. */
  @Override
  public void close() {
    loop.close();
    journalPool.close();
    threads.shutdownNow();
    if (ownsClients) {
      clients.close();
    }
  }

  private static final class EngineThreads implements java.util.concurrent.ThreadFactory {
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
      Thread thread = new Thread(work, "iasql-aws-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
