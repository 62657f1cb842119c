package org.iasql.local.request;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.iasql.engine.request.Bootstrap;
import org.iasql.engine.request.RequestLoop;
import org.iasql.local.EmbeddedDatabase;

/** A fresh, prepared database with a table {@code thing}, a client without rights of its own, and a scripted engine. */
final class Fixture implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final EmbeddedDatabase server;
  final String database;
  final String client;
  final ScriptedHandler handler = new ScriptedHandler();
  final RequestLoop loop;

  Fixture(EmbeddedDatabase server) throws SQLException {
    this(server, "request '\"\\ö" + NUMBER.incrementAndGet(), true);
  }

  Fixture(EmbeddedDatabase server, String database, boolean isNew) throws SQLException {
    this.server = server;
    this.database = database;
    this.client = "client of " + database;
    if (isNew) {
      server.createDatabase(database);
    }
    server.createClient(database, client, "it's secret");
    try (Connection connection = server.dataSource(database).getConnection()) {
      Bootstrap.prepare(connection);
      run(
          connection,
          "SET ROLE iasql_owner",
          "CREATE TABLE public.thing (id serial PRIMARY KEY, name text)",
          "GRANT ALL ON public.thing, public.thing_id_seq TO \"" + client.replace("\"", "\"\"")
              + "\"");
    }
    this.loop = startLoop();
  }

  /** Starts an engine on the database, with the same script. */
  RequestLoop startLoop() {
    return RequestLoop.start(server.dataSource(database), handler, "123456789012", "us-east-2");
  }

  /** A new session of the client. */
  Connection connect() throws SQLException {
    return server.dataSource(database, client, "it's secret").getConnection();
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row; "nothing" if there is no row. */
  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
    }
  }

  /** The first column of all rows. */
  static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** Quotes an identifier. */
  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    loop.close();
    server.dropDatabase(database);
  }
}
