package org.iasql.engine.request;

import java.sql.SQLException;

/** Creates the roles that are not there yet. They belong to the whole cluster. */
final class Roles {
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
    create(names.reader(), "NOLOGIN");
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
