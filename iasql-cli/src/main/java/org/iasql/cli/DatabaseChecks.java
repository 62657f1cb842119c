package org.iasql.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.iasql.engine.request.Bootstrap;
import org.jdbi.v3.core.Handle;

/** What engines and clients need of a database and of the role that they log in as. It changes nothing. */
final class DatabaseChecks {
  private static final int OLDEST_VERSION = 130_000;
  private static final String IS_SUPERUSER =
      "SELECT rolsuper FROM pg_roles WHERE rolname = current_user";
  private static final String MAY_CREATE = "has_database_privilege(current_database(), 'CREATE')";
  private static final String OWNER_EXISTS =
      "EXISTS (SELECT FROM pg_roles WHERE rolname = 'iasql_owner')";

  private final Handle handle;
  private final List<Check> checks = new ArrayList<>();

  private DatabaseChecks(Handle handle) {
    this.handle = handle;
  }

  /** What an engine needs that logs in as the role of this connection. */
  static List<Check> ofEngine(Handle handle) {
    DatabaseChecks database = new DatabaseChecks(handle);
    database.checkGroups();
    database.checkSchemas();
    database.checkDblink();
    database.checkPublic();
    // What an administrator grants below, the role has to be there for: so it comes first.
    boolean asks = database.checks.stream().anyMatch(Check::isMissing);
    database.checkVersion();
    database.checkOwner(asks);
    Collections.rotate(database.checks, 2);
    return List.copyOf(database.checks);
  }

  /** What a client needs that logs in as the role of this connection. */
  static List<Check> ofClient(Handle handle) {
    DatabaseChecks database = new DatabaseChecks(handle);
    database.checkVersion();
    database.checkCallers();
    return List.copyOf(database.checks);
  }

  private void checkVersion() {
    String version = text("SHOW server_version");
    int number = Integer.parseInt(text("SHOW server_version_num"));
    checks.add(
        number >= OLDEST_VERSION
            ? Check.ok("server version", "PostgreSQL " + version)
            : Check.missing(
                "server version",
                "PostgreSQL " + version + " is too old",
                "Upgrade the server to PostgreSQL 13 or later."));
  }

  private void checkDblink() {
    Optional<String> schema = handle
        .createQuery(
            "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'dblink'")
        .mapTo(String.class)
        .findFirst();
    if (schema.isPresent()) {
      checks.add(Check.ok("dblink", "installed in schema " + schema.get()));
    } else if (!yes("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'dblink')")) {
      checks.add(Check.missing(
          "dblink",
          "not on the server",
          "Install PostgreSQL's contrib modules on the server: package postgresql-contrib."));
    } else if (yes(IS_SUPERUSER)) {
      checks.add(Check.ok("dblink", "available; the engine installs it"));
    } else {
      checks.add(
          Check.missing(
              "dblink",
              "not installed, and only a superuser may",
              "CREATE SCHEMA IF NOT EXISTS iasql AUTHORIZATION iasql_owner; CREATE EXTENSION dblink SCHEMA iasql;"));
    }
  }

  private void checkOwner(boolean otherThingsAreMissing) {
    String user = quoted("current_user");
    boolean exists = yes("SELECT " + OWNER_EXISTS);
    if (exists && !yes("SELECT pg_has_role(current_user, 'iasql_owner', 'MEMBER')")) {
      checks.add(Check.missing(
          "role iasql_owner", user + " is no member", "GRANT iasql_owner TO " + user + ";"));
    } else if (exists || mayCreateRoles() && !otherThingsAreMissing) {
      checks.add(Check.ok("role iasql_owner", exists ? "there" : "the engine creates it"));
    } else {
      checks.add(Check.missing(
          "role iasql_owner",
          "not there",
          "CREATE ROLE iasql_owner NOLOGIN; GRANT iasql_owner TO " + user + ";"));
    }
  }

  private boolean mayCreateRoles() {
    return yes("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user");
  }

  private void checkGroups() {
    String user = quoted("current_user");
    boolean creates = mayCreateRoles();
    boolean complete = yes("SELECT count(*) = 3 FROM pg_roles WHERE rolname IN ("
        + "'iasql_link_' || (SELECT oid FROM pg_database WHERE datname = current_database()), "
        + literal(Bootstrap.userRole(database())) + ", " + literal(Bootstrap.viewerRole(database()))
        + ")");
    checks.add(
        creates || complete
            ? Check.ok("roles of this database", complete ? "there" : "the engine creates them")
            : Check.missing(
                "roles of this database",
                user + " may not create them",
                "ALTER ROLE " + user + " CREATEROLE;"));
  }

  private void checkSchemas() {
    for (String schema : new String[] {"iasql", "iasql_link"}) {
      Optional<String> owner = handle
          .createQuery("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = ?")
          .bind(0, schema)
          .mapTo(String.class)
          .findFirst();
      if (owner.isPresent() && !owner.get().equals("iasql_owner")) {
        checks.add(Check.missing(
            "schema " + schema,
            "belongs to " + owner.get(),
            "ALTER SCHEMA " + schema + " OWNER TO iasql_owner;"));
      } else if (owner.isPresent() || yes("SELECT " + MAY_CREATE)) {
        checks.add(
            Check.ok("schema " + schema, owner.isPresent() ? "there" : "the engine creates it"));
      } else {
        checks.add(Check.missing(
            "schema " + schema,
            "not there",
            "CREATE SCHEMA IF NOT EXISTS " + schema + " AUTHORIZATION iasql_owner;"));
      }
    }
  }

  /** Whoever owns the schema, or is a superuser, can give the right; others have to ask. */
  private void checkPublic() {
    boolean granted = yes("SELECT " + OWNER_EXISTS + " AND (SELECT"
        + " coalesce(bool_and(has_schema_privilege(r.oid, 'public', 'CREATE')), false)"
        + " FROM pg_roles r WHERE r.rolname = 'iasql_owner')");
    boolean mayGrant = yes("SELECT pg_has_role(current_user, nspowner, 'USAGE')"
        + " FROM pg_namespace WHERE nspname = 'public'");
    checks.add(
        granted || mayGrant
            ? Check.ok("tables in public", granted ? "granted" : "the engine grants it")
            : Check.missing(
                "tables in public",
                "iasql_owner may not create them",
                "GRANT CREATE, USAGE ON SCHEMA public TO iasql_owner;"));
    boolean usesDblink = yes("SELECT EXISTS (SELECT FROM pg_foreign_data_wrapper f, pg_roles r"
        + " WHERE f.fdwname = 'dblink_fdw' AND r.rolname = 'iasql_owner'"
        + " AND has_foreign_data_wrapper_privilege(r.oid, f.oid, 'USAGE'))");
    checks.add(
        usesDblink || yes(IS_SUPERUSER)
            ? Check.ok("use of dblink", usesDblink ? "granted" : "the engine grants it")
            : Check.missing(
                "use of dblink",
                "iasql_owner may not use it",
                "GRANT USAGE ON FOREIGN DATA WRAPPER dblink_fdw TO iasql_owner;"));
  }

  private void checkCallers() {
    String group = Bootstrap.userRole(database());
    boolean exists =
        yes("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = " + literal(group) + ")");
    if (!exists) {
      checks.add(Check.skipped("right to call", "no engine has prepared this database yet"));
      return;
    }
    checks.add(
        yes("SELECT pg_has_role(current_user, " + literal(group) + ", 'USAGE')")
            ? Check.ok("right to call", "member of " + group)
            : Check.missing(
                "right to call",
                quoted("current_user") + " is no member of " + group,
                "GRANT " + quoted(literal(group)) + " TO " + quoted("current_user") + ";"));
  }

  private String database() {
    return text("SELECT current_database()");
  }

  private String quoted(String expression) {
    return text("SELECT quote_ident(" + expression + ")");
  }

  private boolean yes(String sql) {
    return handle.createQuery(sql).mapTo(Boolean.class).one();
  }

  private String text(String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
