package org.iasql.junit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.iasql.core.IasqlException;
import org.iasql.engine.request.Bootstrap;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;

/** The PostgreSQL server that all tests share, and the prepared database that theirs are copies of. */
final class TestServer implements AutoCloseable {
  private static final String TEMPLATE = "iasql_template";

  private final EmbeddedDatabase server;
  private final AtomicInteger number = new AtomicInteger();

  private TestServer(EmbeddedDatabase server) {
    this.server = server;
  }

  static TestServer start() {
    EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start();
    try {
      // Starting an engine is what prepares a database.
      LocalIasql.builder()
          .database(server, TEMPLATE)
          .aws(SimulatedAws.create())
          .start()
          .close();
      return new TestServer(server);
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  EmbeddedDatabase server() {
    return server;
  }

  /** Copies the template, and returns the copy's name. */
  String newDatabase() {
    String name = "iasql_test_" + number.incrementAndGet();
    server.createDatabase(name, TEMPLATE);
    try (Connection connection = server.dataSource(name).getConnection()) {
      Bootstrap.recordIdentity(connection);
    } catch (SQLException e) {
      throw new IasqlException(
          "The test's database '%s' did not answer: %s".formatted(name, e.getMessage()), e);
    }
    return name;
  }

  @Override
  public void close() {
    server.close();
  }
}
