package org.iasql.engine.request;

import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.iasql.core.IasqlException;

/**
 * The connection from the database to itself through which the SQL functions write what must be committed
 * at once: a foreign server with the address, and a user mapping with the password.
 */
final class Loopback {
  static final String SCHEMA_OF_DBLINK =
      "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'dblink'";

  /** Where the server listens, seen from itself. */
  record Address(String host, int port) {}

  private final Sql sql;
  private final RoleNames roles;

  Loopback(Sql sql, RoleNames roles) {
    this.sql = sql;
    this.roles = roles;
  }

  /** To be run as iasql_owner, who then owns the server: also another engine's role may change it. */
  void createServer() throws SQLException {
    if (!sql.yes(
        "SELECT EXISTS (SELECT FROM pg_foreign_server WHERE srvname = 'iasql_loopback')")) {
      sql.run("CREATE SERVER iasql_loopback FOREIGN DATA WRAPPER dblink_fdw");
    }
    if (!sql.yes(
        "SELECT EXISTS (SELECT FROM pg_user_mappings WHERE srvname = 'iasql_loopback' AND usename = 'iasql_owner')")) {
      sql.run(
          "CREATE USER MAPPING FOR iasql_owner SERVER iasql_loopback OPTIONS (user '', password '')");
    }
  }

  /** Where the engine may not change the role's password, the one that was set before has to do. */
  void renewPassword(String password) throws SQLException {
    String role = Script.literal(roles.link());
    Optional<SQLException> refused = sql.attempt(
        "SET LOCAL password_encryption = 'scram-sha-256'",
        "ALTER ROLE " + Script.name(roles.link()) + " PASSWORD '" + password + "'",
        "SET LOCAL ROLE iasql_owner",
        "ALTER USER MAPPING FOR iasql_owner SERVER iasql_loopback OPTIONS (SET user " + role
            + ", SET password '" + password + "')",
        "RESET ROLE");
    if (refused.isEmpty()) {
      return;
    }
    sql.run("SET LOCAL ROLE iasql_owner");
    boolean hasOne =
        sql.yes("SELECT EXISTS (SELECT FROM pg_user_mappings WHERE srvname = 'iasql_loopback'"
            + " AND usename = 'iasql_owner' AND umoptions @> ARRAY['user=' || " + role + "])");
    sql.run("RESET ROLE");
    if (!hasOne) {
      throw refused.get();
    }
  }

  /**
   * Takes the first address at which this very database answers and asks for a password. That it is
   * this one, it proves by a lock of a random number that this session holds.
   */
  void connect(Optional<Address> given, Connection connection) throws SQLException {
    int token = new SecureRandom().nextInt(Integer.MAX_VALUE);
    sql.run("SELECT pg_advisory_lock(" + Locks.BOOTSTRAP + ", " + token + ")");
    try {
      connect(given, connection, token);
    } finally {
      sql.run("SELECT pg_advisory_unlock(" + Locks.BOOTSTRAP + ", " + token + ")");
    }
  }

  private void connect(Optional<Address> given, Connection connection, int token)
      throws SQLException {
    Set<Address> candidates = given.isPresent() ? Set.of(given.get()) : candidates(connection);
    StringBuilder failures = new StringBuilder();
    connection.setAutoCommit(false);
    for (Address address : candidates) {
      Optional<SQLException> failure = attempt(address, token);
      if (failure.isEmpty()) {
        connection.commit();
        return;
      }
      connection.rollback();
      sql.attempt("SELECT " + dblink() + ".dblink_disconnect('iasql_probe')");
      failures
          .append("\n  ")
          .append(address.host())
          .append(':')
          .append(address.port())
          .append(": ")
          .append(failure.get().getMessage().replace('\n', ' '));
    }
    throw new IasqlException(
        "The database cannot connect to itself, which the SQL functions need, as role '"
            + roles.link() + "' with a password:" + failures + "\nAdd 'host all " + roles.link()
            + " 127.0.0.1/32 scram-sha-256' to pg_hba.conf before other lines for that address, or give the engine the"
            + " address at which the server reaches itself.");
  }

  private Optional<SQLException> attempt(Address address, int token) throws SQLException {
    String proof = "SELECT 1 / count(*) FROM pg_locks l WHERE " + Locks.held(Locks.BOOTSTRAP)
        + " AND l.pid = " + sql.text("SELECT pg_backend_pid()").orElseThrow() + " AND l.objid = "
        + token;
    return sql.attempt(
        "SET LOCAL ROLE iasql_owner",
        "ALTER SERVER iasql_loopback OPTIONS (" + options(address) + ")",
        "SELECT " + dblink() + ".dblink_connect('iasql_probe', 'iasql_loopback')",
        "SELECT * FROM " + dblink() + ".dblink('iasql_probe', " + Script.literal(proof)
            + ") AS t(one integer)",
        "SELECT " + dblink() + ".dblink_disconnect('iasql_probe')",
        "RESET ROLE");
  }

  private String dblink() throws SQLException {
    return Script.name(sql.text(SCHEMA_OF_DBLINK).orElseThrow());
  }

  /** The settings keep a caller's or role's own defaults from reaching into the loopback session. */
  private String options(Address address) throws SQLException {
    String settings =
        "-c statement_timeout=0 -c lock_timeout=5s -c idle_in_transaction_session_timeout=0"
            + " -c default_transaction_read_only=off -c default_transaction_isolation=read\\ committed"
            + " -c synchronous_commit=off";
    String present = sql.text(
            "SELECT srvoptions::text FROM pg_foreign_server WHERE srvname = 'iasql_loopback'")
        .orElse("");
    StringBuilder options = new StringBuilder();
    String[][] values = {
      {"host", address.host()},
      {"port", Integer.toString(address.port())},
      {"dbname", roles.database()},
      {"application_name", "iasql loopback"},
      {"options", settings},
      {"connect_timeout", "5"}
    };
    for (String[] value : values) {
      options
          .append(options.length() == 0 ? "" : ", ")
          .append(present.matches("(?s).*[{,\"]" + value[0] + "=.*") ? "SET " : "ADD ")
          .append(value[0])
          .append(' ')
          .append(Script.literal(value[1]));
    }
    return options.toString();
  }

  /**
   * The server's own socket and loopback interface first; then the address that this connection came in at, which
   * asks for a password where the loopback interface trusts everybody, as in the official image; then
   * the engine's own way to the server.
   */
  private Set<Address> candidates(Connection connection) throws SQLException {
    Set<Address> found = new LinkedHashSet<>();
    int port = Integer.parseInt(sql.text("SHOW port").orElse("5432"));
    sql.text(
            "SELECT split_part(setting, ',', 1) FROM pg_settings WHERE name = 'unix_socket_directories'")
        .map(String::strip)
        .filter(directory -> directory.startsWith("/"))
        .ifPresent(directory -> found.add(new Address(directory, port)));
    found.add(new Address("127.0.0.1", port));
    sql.text("SELECT host(inet_server_addr())")
        .ifPresent(host -> found.add(new Address(host, port)));
    String url = connection.getMetaData().getURL().substring("jdbc:".length());
    URI uri = URI.create(url.split("\\?", 2)[0]);
    if (uri.getHost() != null) {
      found.add(new Address(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort()));
    }
    return found;
  }
}
