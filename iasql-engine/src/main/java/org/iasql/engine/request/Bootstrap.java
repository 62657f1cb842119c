package org.iasql.engine.request;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.core.IasqlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares a database for the SQL functions: roles, schema, {@code dblink}, book-keeping, functions and the
 * loopback. Running it again changes nothing but the loopback's password and address, which are new at each
 * start: a copy of a database brings the original's with it.
 *
 * <p>Four roles appear: {@code iasql_owner}, without login, owns everything; {@code iasql_link_<oid>} is what
 * the loopback logs in as and may execute four functions; {@code iasql_user_<database>} is the group whose
 * members may call the SQL functions, and {@code iasql_viewer_<database>} that of those who may preview.
 */
public final class Bootstrap {
  private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
  private static final int OLDEST_VERSION = 130000;

  /** Goes up when an engine before the change could not work with the book-keeping after it. */
  private static final int BOOK_KEEPING = 1;

  private final Connection connection;
  private final Sql sql;
  private final Optional<Loopback.Address> address;
  private final List<String> more;

  private Bootstrap(Connection connection, Optional<Loopback.Address> address, List<String> more) {
    this.connection = connection;
    this.sql = new Sql(connection);
    this.address = address;
    this.more = more;
  }

  /**
   * Prepares the database and finds by itself how the server reaches its own port.
   *
   * @param connection of the engine's login role; its transaction, if any, is committed
   * @param more scripts of the engine's own that are run as iasql_owner after those of the request path
   * @return the identity that the database had when it was first prepared; differs from {@link
   *     #identityOf} in a copy
   * @throws IasqlException if the server is no PostgreSQL 13 or later, lacks {@code dblink}, the role lacks
   *     a right (the text has the SQL that a DBA should run), the loopback does not connect, or a newer
   *     engine has prepared the database
   */
  public static Identity prepare(Connection connection, String... more) {
    return new Bootstrap(connection, Optional.empty(), List.of(more)).prepare();
  }

  /**
   * Prepares the database; the server reaches itself at the given address.
   *
   * @param host as the server, not the engine, resolves it
   * @see #prepare(Connection, String...)
   */
  public static Identity prepare(Connection connection, String host, int port) {
    return new Bootstrap(connection, Optional.of(new Loopback.Address(host, port)), List.of())
        .prepare();
  }

  /** Returns which database the connection leads to. */
  public static Identity identityOf(Connection connection) {
    try {
      return new Sql(connection)
          .identity(
              "SELECT (pg_control_system()).system_identifier::text, oid::bigint FROM pg_database"
                  + " WHERE datname = current_database()");
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Takes the database as it is now for the original. For copies that are meant to be databases of their
   * own, such as those made from a template.
   */
  public static void recordIdentity(Connection connection) {
    try {
      Identity now = identityOf(connection);
      new Sql(connection)
          .run("UPDATE iasql.database_identity SET recorded = clock_timestamp(),"
              + " system_identifier = " + Script.literal(now.systemIdentifier())
              + ", database_oid = " + now.databaseOid());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Returns the group role whose members may call the SQL functions of a database. */
  public static String userRole(String database) {
    return RoleNames.userRole(database);
  }

  /** Returns the group role whose members may preview what others apply, and read the tables. */
  public static String viewerRole(String database) {
    return RoleNames.viewerRole(database);
  }

  private Identity prepare() {
    try {
      requirePostgres();
      connection.setAutoCommit(true);
      sql.run("SELECT pg_advisory_lock(" + Locks.BOOTSTRAP + ", 0)");
      try {
        return prepareAlone();
      } finally {
        connection.setAutoCommit(true);
        sql.run("SELECT pg_advisory_unlock(" + Locks.BOOTSTRAP + ", 0)");
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private Identity prepareAlone() throws SQLException {
    RoleNames roles = RoleNames.of(sql);
    try {
      inTransaction(() -> {
        Roles present = new Roles(sql, roles);
        present.create();
        if (!present.closeDatabase()) {
          LOG.warn("{}", roles.askToCloseDatabase());
        }
        refuseNewerBookKeeping();
        createSchemas();
      });
      Loopback loopback = new Loopback(sql, roles);
      inTransaction(() -> {
        String dblink = sql.text(Loopback.SCHEMA_OF_DBLINK).orElseThrow();
        sql.run("SET LOCAL client_min_messages = warning");
        sql.run("SET LOCAL ROLE iasql_owner");
        Map<String, String> values = values(roles, dblink);
        List<String> scripts = new ArrayList<>();
        for (String script :
            List.of("tables.sql", "loopback.sql", "trampoline.sql", "functions.sql", "live.sql")) {
          scripts.add(Script.read(script, values));
        }
        String rights = Script.read("rights.sql", values);
        scripts.add(rights);
        scripts.addAll(more);
        new Preparation(sql, scripts, rights).run();
        loopback.createServer();
        sql.run("RESET ROLE");
        loopback.renewPassword(newPassword());
      });
      loopback.connect(address, connection);
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
        throw new IasqlException(roles.askTheAdministrator(e.getMessage()), e);
      }
      throw e;
    }
    return recordedIdentity();
  }

  /** What a newer engine wrote into the journal, this one could settle wrongly. */
  private void refuseNewerBookKeeping() throws SQLException {
    if (!sql.yes(
        "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'iasql' AND c.relname = 'book_keeping')")) {
      return;
    }
    String version = sql.text("SELECT version FROM iasql.book_keeping").orElse("0");
    if (Integer.parseInt(version) > BOOK_KEEPING) {
      throw new IasqlException(
          "A newer engine has prepared this database: its book-keeping and journal have version %s, and this engine knows them up to version %d. Start the newer engine again, or another of its release; this one changes nothing here."
              .formatted(version, BOOK_KEEPING));
    }
  }

  private void createSchemas() throws SQLException {
    for (String schema : new String[] {"iasql", "iasql_link"}) {
      Optional<String> owner = sql.text(
          "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = '" + schema + "'");
      if (owner.isEmpty()) {
        sql.run("CREATE SCHEMA " + schema + " AUTHORIZATION iasql_owner");
      } else if (!owner.get().equals("iasql_owner")) {
        throw new IasqlException("Schema '" + schema + "' exists and belongs to " + owner.get()
            + ", not to iasql_owner. Rename or drop it, then start the engine again.");
      }
    }
    createDblink();
    if (!sql.yes(
        "SELECT has_foreign_data_wrapper_privilege('iasql_owner', 'dblink_fdw', 'USAGE')")) {
      sql.run("GRANT USAGE ON FOREIGN DATA WRAPPER dblink_fdw TO iasql_owner");
    }
    // With the option: users may create tables of their own beside the modules'.
    if (!sql.yes("SELECT has_schema_privilege('iasql_owner', 'public', 'CREATE WITH GRANT OPTION')"
        + " AND has_schema_privilege('iasql_owner', 'public', 'USAGE WITH GRANT OPTION')")) {
      sql.run("GRANT CREATE, USAGE ON SCHEMA public TO iasql_owner WITH GRANT OPTION");
    }
  }

  private void createDblink() throws SQLException {
    Optional<String> schema = sql.text(Loopback.SCHEMA_OF_DBLINK);
    if (schema.isPresent()) {
      if (!sql.yes("SELECT has_schema_privilege('iasql_owner', " + Script.literal(schema.get())
          + ", 'USAGE')")) {
        sql.run("GRANT USAGE ON SCHEMA " + Script.name(schema.get()) + " TO iasql_owner");
      }
      return;
    }
    if (!sql.yes("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'dblink')")) {
      throw new IasqlException(
          "Extension 'dblink' is not available on this server, and the SQL functions need it to"
              + " reach the engine. Install PostgreSQL's contrib modules on the server: package 'postgresql-contrib' of"
              + " Debian, Ubuntu, Fedora and Alpine; then start the engine again.");
    }
    sql.run("CREATE EXTENSION dblink SCHEMA iasql");
  }

  /** A loopback session is kept between calls only where no client can get at it. */
  private Map<String, String> values(RoleNames roles, String dblink) throws SQLException {
    boolean keep =
        dblink.equals("iasql") && connection.getMetaData().getDatabaseMajorVersion() >= 14;
    Map<String, String> values = new LinkedHashMap<>();
    values.put("dblink", Script.name(dblink));
    values.put("keep_loopback", Boolean.toString(keep));
    values.put("ticket_lock", Integer.toString(Locks.TICKET));
    values.put("engine_lock", Integer.toString(Locks.ENGINE));
    values.put("link_role", Script.name(roles.link()));
    values.put("link_role_literal", Script.literal(roles.link()));
    values.put("user_role", Script.name(roles.user()));
    values.put("user_role_literal", Script.literal(roles.user()));
    values.put("viewer_role", Script.name(roles.viewer()));
    values.put("viewer_role_literal", Script.literal(roles.viewer()));
    values.put("book_keeping", Integer.toString(BOOK_KEEPING));
    return values;
  }

  /** In a copy, what the original's calls left behind is nobody's any more. */
  private Identity recordedIdentity() throws SQLException {
    Identity now = identityOf(connection);
    sql.run("INSERT INTO iasql.database_identity (system_identifier, database_oid) VALUES ("
        + Script.literal(now.systemIdentifier()) + ", " + now.databaseOid()
        + ") ON CONFLICT DO NOTHING");
    Identity recorded =
        sql.identity("SELECT system_identifier, database_oid::bigint FROM iasql.database_identity");
    if (!recorded.equals(now)) {
      sql.run("DELETE FROM iasql.request; DELETE FROM iasql.step; DELETE FROM iasql.answer");
    }
    return recorded;
  }

  private void requirePostgres() throws SQLException {
    String version = sql.text("SELECT version()").orElse("an unknown server");
    if (!version.startsWith("PostgreSQL ")
        || Integer.parseInt(sql.text("SHOW server_version_num").orElse("0")) < OLDEST_VERSION) {
      throw new IasqlException(
          "The server is '" + version + "'. IaSQL needs PostgreSQL 13 or later.");
    }
  }

  private void inTransaction(Step step) throws SQLException {
    connection.setAutoCommit(false);
    try {
      step.run();
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static String newPassword() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static IasqlException failure(SQLException e) {
    return new IasqlException("Preparing the database for IaSQL failed: " + e.getMessage(), e);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }
}
