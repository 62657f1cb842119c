package org.iasql.local.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.local.request.Fixture.run;
import static org.iasql.local.request.Fixture.text;

import java.sql.Connection;
import java.sql.SQLException;
import org.iasql.engine.request.Bootstrap;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine's start leaves a prepared database alone, and mends one that somebody has changed. */
class PreparationTest {
  private static final String VERSIONS =
      "SELECT string_agg(p.xmin::text, ' ' ORDER BY p.oid) FROM pg_proc p WHERE p.proowner = 'iasql_owner'::regrole";
  private static final String RIGHTS =
      "SELECT string_agg(concat(p.oid::regprocedure, p.prosrc, p.proacl), ' ' ORDER BY p.oid::regprocedure::text)"
          + " FROM pg_proc p WHERE p.proowner = 'iasql_owner'::regrole";

  private Fixture fixture;
  private Connection admin;

  @BeforeEach
  void open() throws SQLException {
    fixture = new Fixture(TestPostgres.newest());
    admin = fixture.server.dataSource(fixture.database).getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    admin.close();
    fixture.close();
  }

  @Test
  void functionsOfAPreparedDatabaseAreNotMadeAgain() throws SQLException {
    String before = text(admin, VERSIONS);
    Bootstrap.prepare(admin);
    assertThat(text(admin, VERSIONS)).isEqualTo(before).contains(" ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE OR REPLACE FUNCTION iasql.current_writer() RETURNS text LANGUAGE sql AS 'SELECT NULL::text'",
        "DROP FUNCTION iasql.hand_in(text, uuid, json[], integer)",
        "GRANT EXECUTE ON FUNCTION public.iasql_apply() TO PUBLIC",
        "REVOKE ALL ON FUNCTION public.iasql_plan_apply() FROM CURRENT_USER"
      })
  void changedFunctionsAndRightsAreMended(String change) throws SQLException {
    String before = text(admin, RIGHTS);
    run(admin, "SET ROLE iasql_owner", change.replace("CURRENT_USER", group()), "RESET ROLE");
    assertThat(text(admin, RIGHTS)).isNotEqualTo(before);
    Bootstrap.prepare(admin);
    assertThat(rights(text(admin, RIGHTS))).isEqualTo(rights(before));
  }

  @Test
  void scriptsOfAnotherReleaseAreRun() throws SQLException {
    Bootstrap.prepare(admin, "CREATE TABLE iasql.of_a_newer_release (n integer)");
    assertThat(text(admin, "SELECT count(*) FROM iasql.of_a_newer_release")).isEqualTo("0");
    Bootstrap.prepare(admin, "CREATE TABLE iasql.of_a_newer_release (n integer)");
    assertThat(text(admin, "SELECT count(*) FROM iasql.of_a_newer_release")).isEqualTo("0");
  }

  private String group() {
    return '"' + Bootstrap.userRole(fixture.database).replace("\"", "\"\"") + '"';
  }

  /** The order of a list of rights says who got them first. */
  private static String rights(String text) {
    return text.chars()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
