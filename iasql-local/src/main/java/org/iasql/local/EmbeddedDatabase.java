package org.iasql.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  private final EmbeddedPostgres server;
  private final String password;

  EmbeddedDatabase(EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  /** Starts a server whose data is deleted when it is closed. Takes 2 s; the first time on a machine 8 to 15 s more. */
  public static EmbeddedDatabase start() {
    return builder().start();
  }

  /** Returns the options, each with its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where the server keeps its data, and whether that survives. */
  public static final class Builder {
    private final EmbeddedServerOptions options = new EmbeddedServerOptions();

    private Builder() {}

    /**
     * Keeps the data in a directory, which is created if needed, and writes it safely to disk. By default it
     * is in a temporary directory, and not safe from a crash of the machine.
     */
    public Builder dataDirectory(Path directory) {
      options.keepIn(directory);
      return this;
    }

    /**
     * Starts the server, or takes up the one that a killed JVM has left running on the same directory.
     *
     * @throws IasqlException if the server does not start; the text says why
     */
    public EmbeddedDatabase start() {
      return options.start();
    }
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return server.getPort();
  }

  /** Returns the superuser's password. */
  public String password() {
    return password;
  }

  /** Returns a database's JDBC URL, without user and password. */
  public String url(String database) {
    return "jdbc:postgresql://" + HOST + ":" + port() + "/" + encoded(database);
  }

  /** Returns what psql and other clients take, with the password in it. */
  public String connectionString(String database, String user, String password) {
    return "postgresql://" + encoded(user) + ":" + encoded(password) + "@" + HOST + ":" + port() + "/" + encoded(database);
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
    String link = "'iasql_link_' || (SELECT oid FROM pg_database WHERE datname = " + text(name) + ")";
    String roles = "DO $do$ DECLARE link constant text := " + link + "; role text; BEGIN"
        + " DROP_HERE"
        + " END $do$";
    String linkRole = queryText("SELECT " + link);
    execute(SUPERUSER, "DROP DATABASE IF EXISTS " + name(name) + " WITH (FORCE)");
    dropUnusedRole(linkRole);
    dropUnusedRole(Bootstrap.userRole(name));
  }

  /**
   * Creates a login role that is no superuser and may call the SQL functions of a database, and create
   * tables of its own there. If the role exists, its password is changed.
   */
  public void createClient(String database, String user, String password) {
    String group = Bootstrap.userRole(database);
    execute(database,
        createRole(group, "NOLOGIN"),
        createRole(user, "LOGIN"),
        "ALTER ROLE " + name(user) + " PASSWORD " + text(password),
        "GRANT " + name(group) + " TO " + name(user),
        "GRANT CREATE, USAGE ON SCHEMA public TO " + name(user));
  }
}
