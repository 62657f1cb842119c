package org.iasql.guards;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.iasql.core.Iasql;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;

/** A database whose superuser the test can be, an engine on it, and sessions of several roles. */
public final class GuardedDatabase implements AutoCloseable {
  private final EmbeddedDatabase server;
  private final String database;
  public final SimulatedAws aws;
  private LocalIasql local;

  public GuardedDatabase(EmbeddedDatabase server, String database, String... modules) {
    this(server, database, SimulatedAws.create());
    client().install(modules);
  }

  private GuardedDatabase(EmbeddedDatabase server, String database, SimulatedAws aws) {
    this.server = server;
    this.database = database;
    this.aws = aws;
    this.local = start();
  }

  /** A copy with an engine of its own on the same account; nobody may be connected to this one. */
  public GuardedDatabase copy(String name) {
    server.createDatabase(name, database);
    return on(server, name, aws);
  }

  /** A database that exists, with an engine on an account that exists. */
  public static GuardedDatabase on(EmbeddedDatabase server, String name, SimulatedAws aws) {
    return new GuardedDatabase(server, name, aws);
  }

  private LocalIasql start() {
    return LocalIasql.builder().database(server, database).aws(aws).start();
  }

  public Iasql client() {
    return local.client();
  }

  /** Stops the engine and starts another one, as after a failure of its machine. */
  public void restartEngine() {
    local.close();
    local = start();
  }

  public void stopEngine() {
    local.close();
  }

  public Session superuser() throws SQLException {
    return new Session(server.dataSource(database).getConnection());
  }

  /** A session of the client that the database came with, as psql would have it. */
  public Session session() throws SQLException {
    String[] login = local.url().replaceFirst(".*//(.*)@.*", "$1").split(":", 2);
    return new Session(DriverManager.getConnection(local.jdbcUrl(), login[0], login[1]));
  }

  /** A session of any role whose password is x. */
  public Session session(String role) throws SQLException {
    return new Session(server.dataSource(database, role, "x").getConnection());
  }

  @Override
  public void close() {
    local.close();
    server.dropDatabase(database);
  }

  /** A session that shows what the server says. */
  public static final class Session implements AutoCloseable {
    private final Connection connection;
    public final List<String> notices = new ArrayList<>();

    Session(Connection connection) {
      this.connection = connection;
    }

    /** Runs statements, and returns the rows of the last one, the columns separated by bars. */
    public List<String> run(String... statements) throws SQLException {
      List<String> rows = new ArrayList<>();
      for (String sql : statements) {
        rows.clear();
        try (Statement statement = connection.createStatement()) {
          try {
            if (statement.execute(sql)) {
              read(statement.getResultSet(), rows);
            }
          } finally {
            for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
              notices.add(w.getMessage());
            }
          }
        }
      }
      return rows;
    }

    private static void read(ResultSet results, List<String> rows) throws SQLException {
      while (results.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(results.getString(i)));
        }
        rows.add(String.join("|", columns));
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
