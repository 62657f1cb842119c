package org.iasql.engine.request;

import java.sql.SQLException;

/** Creates the roles that are not there yet. They belong to the whole cluster. */
final class Roles {
  private static final String OPEN_TO_ALL =
      "SELECT d.datacl IS NULL OR EXISTS (SELECT FROM aclexplode(d.datacl) a"
          + " WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT')"
          + " FROM pg_database d WHERE d.datname = current_database()";

  private final Sql sql;
  private final RoleNames names;

  Roles(Sql sql, RoleNames names) {
    this.sql = sql;
    this.names = names;
  }

  void create() throws SQLException {
    create("iasql_owner", "NOLOGIN");
    // Since PostgreSQL 16, who creates a role may grant it, but does not have its rights by that.
    if (!sql.yes("SELECT pg_has_role(current_user, 'iasql_owner', 'USAGE')")) {
      sql.run("GRANT iasql_owner TO " + Script.name(names.engine()));
    }
    create(names.link(), "LOGIN NOINHERIT");
    create(names.user(), "NOLOGIN");
    create(names.viewer(), "NOLOGIN");
  }

  /**
   * Lets only those in who have something to do here; who owns the database may let others in by name.
   *
   * @return whether that is so now, which the engine's own role may lack the right for
   */
  boolean closeDatabase() throws SQLException {
    String database = Script.name(names.database());
    if (sql.yes(OPEN_TO_ALL)) {
      sql.attempt(
          "GRANT CONNECT ON DATABASE %s TO %s, %s, %s, %s"
              .formatted(
                  database,
                  Script.name(names.engine()),
                  Script.name(names.link()),
                  Script.name(names.user()),
                  Script.name(names.viewer())),
          "REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC");
      return !sql.yes(OPEN_TO_ALL);
    }
    return true;
  }

  /** Another database's engine may create the same role at this moment. */
  private void create(String role, String attributes) throws SQLException {
    String exists =
        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = " + Script.literal(role) + ")";
    if (sql.yes(exists)) {
      return;
    }
    var refused = sql.attempt("CREATE ROLE " + Script.name(role) + " " + attributes);
    if (refused.isPresent() && !sql.yes(exists)) {
      throw refused.get();
    }
  }
}
