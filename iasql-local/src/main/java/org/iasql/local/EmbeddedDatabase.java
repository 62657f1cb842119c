package org.iasql.local;

import java.io.Closeable;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.iasql.core.IasqlException;
import org.iasql.engine.request.Bootstrap;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of this JVM's own, on a free port of the loopback interface. It runs as any user,
 * root included; the superuser is {@code postgres}, with a generated password that every connection needs.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The server's superuser. */
  public static final String SUPERUSER = "postgres";

  private static final String HOST = "127.0.0.1";

  private final int port;
  private final String password;
  private final Optional<DataDirectory> directory;
  private final Closeable server;

  EmbeddedDatabase(int port, String password, Optional<DataDirectory> directory, Closeable server) {
    this.port = port;
    this.password = password;
    this.directory = directory;
    this.server = server;
  }

  /** Starts a server whose data is deleted when it is closed. Takes 2 s; the first time on a machine 8 to 15 s more. */
  public static EmbeddedDatabase start() {
    return builder().start();
  }

  /** Returns the options, each with its default. */
  public static EmbeddedDatabaseBuilder builder() {
    return new EmbeddedDatabaseBuilder();
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return port;
  }

  /** Returns the superuser's password. */
  public String password() {
    return password;
  }

  /** Where the data is kept; empty if it is temporary. */
  Optional<DataDirectory> directory() {
    return directory;
  }

  /** Returns a database's JDBC URL, without user and password. */
  public String url(String database) {
    return "jdbc:postgresql://" + HOST + ":" + port() + "/" + encoded(database);
  }

  /** Returns what psql and other clients take, with the password in it. */
  public String connectionString(String database, String user, String password) {
    return "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + HOST + ":" + port()
        + "/" + encoded(database);
  }

  /** Returns connections of the superuser to a database; not pooled. */
  public DataSource dataSource(String database) {
    return dataSource(database, SUPERUSER, password);
  }

  /** Returns connections of a role to a database; not pooled. */
  public DataSource dataSource(String database, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {HOST});
    source.setPortNumbers(new int[] {port()});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** Creates an empty database. */
  public void createDatabase(String name) {
    createDatabase(name, "template1");
  }

  /** Creates a copy of a database, to which nobody may be connected meanwhile. */
  public void createDatabase(String name, String template) {
    execute(SUPERUSER, "CREATE DATABASE " + name(name) + " TEMPLATE " + name(template));
  }

  /** Drops a database, if it is there, with the sessions in it and the roles that it had for itself. */
  public void dropDatabase(String name) {
    execute(
        SUPERUSER,
        "SELECT set_config('iasql.link', 'iasql_link_' || oid, false) FROM pg_database WHERE datname = "
            + text(name),
        "DROP DATABASE IF EXISTS " + name(name) + " WITH (FORCE)",
        dropUnusedRole("current_setting('iasql.link', true)"),
        dropUnusedRole(text(Bootstrap.userRole(name))),
        dropUnusedRole(text(Bootstrap.viewerRole(name))));
  }

  /**
   * Creates a login role that is no superuser and may call the SQL functions of a database, and create
   * tables of its own there. If the role exists, its password is changed.
   */
  public void createClient(String database, String user, String password) {
    String group = Bootstrap.userRole(database);
    execute(
        database,
        createRole(group, "NOLOGIN"),
        createRole(user, "LOGIN"),
        "ALTER ROLE " + name(user) + " PASSWORD " + text(password),
        "GRANT " + name(group) + " TO " + name(user),
        "GRANT CREATE, USAGE ON SCHEMA public TO " + name(user));
  }

  /** Stops the server; a temporary data directory is deleted. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IasqlException("The embedded PostgreSQL did not stop: " + e.getMessage(), e);
    }
  }

  private void execute(String database, String... statements) {
    try (Connection connection = dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IasqlException("The embedded PostgreSQL refused a statement: " + e.getMessage(), e);
    }
  }

  private static String createRole(String role, String attribute) {
    return "DO "
        + text("BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = " + text(role)
            + ") THEN CREATE ROLE " + name(role) + " " + attribute + "; END IF; END");
  }

  /** A copy of the database may still mention the roles of its original. */
  private static String dropUnusedRole(String role) {
    return "DO "
        + text(
            "DECLARE unused oid := (SELECT r.oid FROM pg_roles r WHERE r.rolname = " + role
                + " AND NOT EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid));"
                + " BEGIN IF unused IS NOT NULL THEN EXECUTE 'DROP ROLE ' || unused::regrole; END IF; END");
  }

  private static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
