package org.iasql.engine.request;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.zip.CRC32;

/**
 * The names of a database's roles.
 *
 * @param engine the role that the engine logged in as
 * @param link the loopback's login role
 * @param user the group of those who may call the SQL functions
 * @param viewer the group of those who may call the ones that only read
 */
record RoleNames(String engine, String database, String link, String user, String viewer) {
  /** PostgreSQL cuts longer names off, silently. */
  private static final int LONGEST_NAME = 63;

  static RoleNames of(Sql sql) throws SQLException {
    String database = sql.text("SELECT current_database()").orElseThrow();
    String oid = sql.text("SELECT oid FROM pg_database WHERE datname = current_database()")
        .orElseThrow();
    return new RoleNames(
        sql.text("SELECT current_user").orElseThrow(),
        database,
        "iasql_link_" + oid,
        userRole(database),
        viewerRole(database));
  }

  static String userRole(String database) {
    return group("iasql_user_", database);
  }

  static String viewerRole(String database) {
    return group("iasql_viewer_", database);
  }

  /** A long name is cut, and told apart from others with the same beginning by a checksum. */
  private static String group(String prefix, String database) {
    String name = prefix + database;
    if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME) {
      return name;
    }
    CRC32 checksum = new CRC32();
    checksum.update(database.getBytes(StandardCharsets.UTF_8));
    String end = String.format("_%08x", checksum.getValue());
    int kept = name.length();
    while (name.substring(0, kept).getBytes(StandardCharsets.UTF_8).length + end.length()
        > LONGEST_NAME) {
      kept = name.offsetByCodePoints(kept, -1);
    }
    return name.substring(0, kept) + end;
  }

  /** What an administrator may run where the engine's own role is not allowed to. */
  String askToCloseDatabase() {
    return "Every role of the server may connect to database '%s', because role '%s' does not own it. An administrator can change that: GRANT CONNECT ON DATABASE %s TO %s, %s, %s, %s; REVOKE CONNECT ON DATABASE %3$s FROM PUBLIC."
        .formatted(
            database,
            engine,
            Script.name(database),
            Script.name(engine),
            Script.name(link),
            Script.name(user),
            Script.name(viewer));
  }

  /** What an administrator has to run once where the engine's own role is not allowed to. */
  String askTheAdministrator(String refusal) {
    String reason =
        refusal.lines().findFirst().orElse(refusal); // What follows is the server's hint.
    return """
        Role '%1$s' lacks a right that preparing database '%2$s' needs: %3$s. An administrator can run this once, \
        connected to that database, after which the engine starts with role '%1$s':
          ALTER ROLE %4$s CREATEROLE;
          DO $$ BEGIN CREATE ROLE iasql_owner NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
          GRANT iasql_owner TO %4$s;
          CREATE SCHEMA IF NOT EXISTS iasql AUTHORIZATION iasql_owner;
          CREATE SCHEMA IF NOT EXISTS iasql_link AUTHORIZATION iasql_owner;
          CREATE EXTENSION IF NOT EXISTS dblink SCHEMA iasql;
          GRANT USAGE ON FOREIGN DATA WRAPPER dblink_fdw TO iasql_owner;
          GRANT CREATE, USAGE ON SCHEMA public TO iasql_owner WITH GRANT OPTION;\
        """.formatted(engine, database, reason, Script.name(engine));
  }
}
