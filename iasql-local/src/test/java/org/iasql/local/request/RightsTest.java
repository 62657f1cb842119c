package org.iasql.local.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iasql.local.request.Fixture.name;
import static org.iasql.local.request.Fixture.run;
import static org.iasql.local.request.Fixture.text;
import static org.iasql.local.request.Fixture.texts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.iasql.core.IasqlException;
import org.iasql.engine.request.Bootstrap;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients, strangers and copies of a database cannot do, and what the engine's role needs. */
class RightsTest {
  private Fixture fixture;
  private Connection session;

  EmbeddedDatabase server() {
    return TestPostgres.newest();
  }

  @BeforeEach
  void open() throws SQLException {
    fixture = new Fixture(server());
    session = fixture.connect();
    fixture.handler.on(
        "plan_apply",
        (request, caller) ->
            ScriptedHandler.row(caller.caller().user() + "/" + caller.caller().role() + "/"
                + caller.query("SELECT current_user AS u").get(0).get("u").asText()));
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT iasql.dblink_connect('x', 'iasql_loopback')",
        "SELECT * FROM iasql.dblink('iasql', 'SELECT current_user') AS t(u text)",
        "SELECT * FROM iasql.request",
        "SELECT iasql.call('apply', '[]', true)",
        "SELECT iasql_link.leave(gen_random_uuid(), 'x')",
        "INSERT INTO public.iasql_operation (opid, optype) VALUES (gen_random_uuid(), 'x')",
        "UPDATE public.iasql_module SET name = 'x'",
        "DELETE FROM public.iasql_audit_log",
        "INSERT INTO public.iasql_limit (max_deletes) VALUES (9)",
        "ALTER SERVER iasql_loopback OPTIONS (SET host 'elsewhere')",
        "SET ROLE iasql_owner"
      })
  void clientMayNot(String statement) throws SQLException {
    text(session, "SELECT * FROM iasql_plan_apply()"); // a loopback session is open now
    assertThatThrownBy(() -> run(session, statement))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isIn("42501", "2F003"));
  }

  @Test
  void clientDoesNotSeeTheLoopbacksPassword() throws SQLException {
    assertThat(text(
            session, "SELECT umoptions FROM pg_user_mappings WHERE srvname = 'iasql_loopback'"))
        .isEqualTo("null");
    assertThat(text(session, "SELECT count(*) FROM public.iasql_operation")).isEqualTo("0");
  }

  @Test
  void strangerMayNotCall() throws SQLException {
    String stranger = "stranger of " + fixture.database;
    server().createClient("postgres", stranger, "x");
    var source = server().dataSource(fixture.database, stranger, "x");
    assertThatThrownBy(source::getConnection)
        .hasMessageContaining("permission denied for database");
    try (Connection admin = server().dataSource(fixture.database).getConnection()) {
      run(admin, "GRANT CONNECT ON DATABASE " + name(fixture.database) + " TO " + name(stranger));
    }
    try (Connection connection = source.getConnection()) {
      assertThatThrownBy(() -> text(connection, "SELECT * FROM iasql_plan_apply()"))
          .hasMessageContaining("permission denied for function iasql_plan_apply");
    }
  }

  /** Tries everything that is in the schemas of the engine, and every role's way in. */
  @Test
  void clientMayUseNothingBehindTheFunctions() throws SQLException {
    text(session, "SELECT * FROM iasql_plan_apply()"); // a loopback session is open now
    List<String> attempts;
    try (Connection admin = server().dataSource(fixture.database).getConnection()) {
      attempts = texts(admin, """
          SELECT format('SELECT %s(%s)', p.oid::regproc, (
            SELECT string_agg(format('NULL::%s', t), ', ') FROM unnest(p.proargtypes::regtype[]) t))
          FROM pg_proc p WHERE p.pronamespace IN ('iasql'::regnamespace, 'iasql_link'::regnamespace)
            AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype
          UNION ALL
          SELECT format('SELECT * FROM %s', c.oid::regclass) FROM pg_class c
          WHERE c.relnamespace = 'iasql'::regnamespace AND c.relkind IN ('r', 'v', 'S')
          UNION ALL
          SELECT format('SET ROLE %I', r.rolname) FROM pg_roles r
          WHERE r.rolname = 'iasql_owner' OR r.rolname = 'iasql_link_' || (
            SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
          UNION ALL SELECT 'SELECT rolpassword FROM pg_authid'
          UNION ALL SELECT 'CREATE USER MAPPING FOR CURRENT_USER SERVER iasql_loopback'
          UNION ALL SELECT 'ALTER USER MAPPING FOR iasql_owner SERVER iasql_loopback OPTIONS (SET password ''x'')'
          UNION ALL SELECT 'CREATE FOREIGN TABLE t (n integer) SERVER iasql_loopback'
          """);
    }
    assertThat(attempts)
        .filteredOn(sql -> sql.contains("dblink"))
        .as("dblink's own functions")
        .hasSizeGreaterThan(30);
    for (String attempt : attempts) {
      assertThatThrownBy(() -> run(session, attempt))
          .as(attempt)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).as(attempt).isEqualTo("42501"));
    }
    assertThat(texts(session, "SELECT umoptions::text FROM pg_user_mappings"))
        .containsOnly((String) null);
  }

  @Test
  void userMayMakeTablesOfItsOwn() throws SQLException {
    run(
        session,
        "CREATE TABLE tenant (name text, vpc integer)",
        "INSERT INTO tenant VALUES ('a', 1)");
    assertThat(text(session, "SELECT name FROM tenant")).isEqualTo("a");
  }

  @Test
  void loopbackRoleMayOnlyCallItsFunctions() throws SQLException {
    try (Connection admin = server().dataSource(fixture.database).getConnection()) {
      assertThat(
              text(
                  admin,
                  "SELECT string_agg(p.oid::regproc::text, ' ' ORDER BY proname) FROM pg_proc p JOIN pg_namespace n"
                      + " ON n.oid = pronamespace JOIN pg_roles r ON rolname LIKE 'iasql\\_link\\_' || (SELECT oid FROM pg_database"
                      + " WHERE datname = current_database()) WHERE nspname LIKE 'iasql%'"
                      + " AND has_schema_privilege(r.oid, n.oid, 'USAGE') AND has_function_privilege(r.oid, p.oid, 'EXECUTE')"))
          .isEqualTo("iasql_link.answer iasql_link.leave iasql_link.next_steps iasql_link.submit");
    }
  }

  @Test
  void definerFunctionsFixTheirSearchPath() throws SQLException {
    try (Connection admin = server().dataSource(fixture.database).getConnection()) {
      assertThat(text(
              admin,
              "SELECT count(*) FROM pg_proc WHERE prosecdef AND proowner = 'iasql_owner'::regrole"
                  + " AND NOT 'search_path=pg_catalog, pg_temp' = ANY (proconfig)"))
          .isEqualTo("0");
      assertThat(text(
              admin,
              "SELECT count(*) FROM pg_proc WHERE prosecdef AND proowner = 'iasql_owner'::regrole"
                  + " AND has_function_privilege('public', oid, 'EXECUTE')"))
          .isEqualTo("0");
    }
  }

  @Test
  void clientsOwnFunctionsDoNotRunAsOwner() throws SQLException {
    run(
        session,
        "CREATE FUNCTION public.pg_sleep(numeric) RETURNS void LANGUAGE sql AS 'SELECT 1/0'",
        "CREATE FUNCTION public.jsonb_to_recordset(jsonb) RETURNS SETOF record LANGUAGE sql AS 'SELECT 1/0'",
        "SET search_path = public, pg_catalog");
    assertThat(text(session, "SELECT description FROM iasql_plan_apply()"))
        .isEqualTo(fixture.client + "/" + fixture.client + "/iasql_owner");
  }

  @Test
  void callInsideACallIsRefused() throws SQLException {
    fixture.handler.on(
        "apply", (request, caller) -> caller.query("SELECT * FROM public.iasql_plan_apply()"));
    assertThatThrownBy(() -> text(session, "SELECT * FROM iasql_apply()"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("55006"));
    assertThat(text(session, "SELECT count(*) FROM iasql_plan_apply()")).isEqualTo("1");
  }

  @Test
  void copyDoesNotReachTheOriginalsEngine() throws SQLException {
    session.close();
    fixture.loop.close();
    String copy = "copy of " + fixture.database;
    server().createDatabase(copy, fixture.database);
    try (var original = fixture.startLoop();
        Connection admin = server().dataSource(copy).getConnection()) {
      assertThatThrownBy(() -> text(admin, "SELECT * FROM iasql_plan_apply()"))
          .hasMessageContaining("leads to another database");
      assertThat(Bootstrap.prepare(admin)).isNotEqualTo(Bootstrap.identityOf(admin));
      server().createClient(copy, fixture.client, "it's secret");
      try (Connection client =
          server().dataSource(copy, fixture.client, "it's secret").getConnection()) {
        assertThatThrownBy(() -> text(client, "SELECT * FROM iasql_plan_apply()"))
            .hasMessageContaining("No engine");
      }
      Bootstrap.recordIdentity(admin);
      assertThat(Bootstrap.prepare(admin)).isEqualTo(Bootstrap.identityOf(admin));
      assertThat(text(
              admin,
              "SELECT has_function_privilege('"
                  + Bootstrap.userRole(fixture.database).replace("'", "''")
                  + "', 'public.iasql_apply()', 'EXECUTE')"))
          .isEqualTo("f");
    } finally {
      server().dropDatabase(copy);
    }
  }

  @Test
  void engineNeedsNoSuperuserAfterTheAdministratorsSql() throws SQLException {
    String database = "managed " + fixture.database;
    String engine = "engine of " + fixture.database;
    server().createDatabase(database);
    server().createClient(database, engine, "x");
    try (Connection admin = server().dataSource(database).getConnection();
        Connection connection = server().dataSource(database, engine, "x").getConnection()) {
      assertThatThrownBy(() -> Bootstrap.prepare(connection))
          .isInstanceOfSatisfying(IasqlException.class, refusal -> {
            String sql = refusal.getMessage().substring(refusal.getMessage().indexOf("ALTER ROLE"));
            try {
              run(admin, sql.replace("CREATE ROLE iasql_owner NOLOGIN;", ""));
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
          });
      assertThat(Bootstrap.prepare(connection)).isEqualTo(Bootstrap.identityOf(admin));
      assertThat(Bootstrap.prepare(connection)).isEqualTo(Bootstrap.identityOf(admin));
    } finally {
      server().dropDatabase(database);
    }
  }

  @Test
  void tableOfAClientUnderAReservedNameIsRefused() throws SQLException {
    String database = "squatted " + fixture.database;
    server().createDatabase(database);
    try (Connection admin = server().dataSource(database).getConnection()) {
      run(admin, "CREATE TABLE public.iasql_module (name text PRIMARY KEY)");
      assertThatThrownBy(() -> Bootstrap.prepare(admin))
          .hasMessageContaining(
              "Table 'public.iasql_module' exists and does not belong to iasql_owner");
    } finally {
      server().dropDatabase(database);
    }
  }

  @Test
  void loopbackIsClosedAfterEachCallWhereClientsCanUseDblink() throws SQLException {
    String database = "open " + fixture.database;
    server().createDatabase(database);
    try (Connection admin = server().dataSource(database).getConnection()) {
      run(admin, "CREATE EXTENSION dblink SCHEMA public");
    }
    try (Fixture open = new Fixture(server(), database, false);
        Connection client = open.connect()) {
      open.handler.on(
          "apply", (request, caller) -> caller.query("SELECT * FROM public.iasql_apply()"));
      open.handler.on(
          "plan_apply",
          (request, caller) -> ScriptedHandler.row(caller
              .query("SELECT array_to_string(public.dblink_get_connections(), '') AS c")
              .get(0)
              .get("c")
              .asText()));
      assertThat(text(client, "SELECT description FROM iasql_plan_apply()")).startsWith("iasql ");
      assertThat(text(client, "SELECT dblink_get_connections()")).isEqualTo("null");
      assertThatThrownBy(() -> text(client, "SELECT * FROM iasql_apply()"))
          .hasMessageContaining("cannot be called from inside another one");
      assertThat(text(client, "SELECT dblink_get_connections()")).isEqualTo("null");
    }
  }
}
