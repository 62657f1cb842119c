package org.iasql.local.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iasql.local.request.Fixture.run;
import static org.iasql.local.request.Fixture.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.iasql.core.CloudException;
import org.iasql.engine.request.Statement;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What travels between the caller's session and the engine: rows, values, arguments, errors. */
class AnswersTest {
  private Fixture fixture;
  private Connection session;

  EmbeddedDatabase server() {
    return TestPostgres.newest();
  }

  @BeforeEach
  void open() throws SQLException {
    fixture = new Fixture(server());
    session = fixture.connect();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    fixture.close();
  }

  @Test
  void carriesFiveThousandRowsBothWaysInOrder() throws SQLException {
    fixture.handler.on("plan_apply", (request, caller) -> {
      JsonNode rows = caller.query(
          "SELECT 'create' AS action, 't' AS table_name, i AS id, repeat('ö', 300) AS description"
              + " FROM generate_series(1, 5000) AS i");
      assertThat(rows).hasSize(5000);
      assertThat(IntStream.range(0, 5000).allMatch(i -> rows.get(i).get("id").asInt() == i + 1))
          .isTrue();
      return rows;
    });
    assertThat(text(
            session,
            "SELECT count(*) || ' ' || sum(id) || ' ' || max(description) FROM iasql_plan_apply()"))
        .isEqualTo("5000 12502500 " + "ö".repeat(300));
  }

  @Test
  void answersOfAPipelineComeInOrder() throws SQLException {
    fixture.handler.on("apply", (request, caller) -> {
      List<JsonNode> answers = caller.run(List.of(
          Statement.execute(
              "INSERT INTO public.thing (name) SELECT jsonb_array_elements_text($1)",
              json("[\"a\", \"b'; --\"]")),
          Statement.query(
              "INSERT INTO public.thing (name) VALUES ($1->>'name') RETURNING name",
              json("{\"name\": \"c\"}")),
          Statement.query(
              "SELECT name FROM public.thing WHERE false -- a comment at the end", json("null")),
          Statement.query(
              "SELECT string_agg(name, ',' ORDER BY id) AS iasql_n, 1.10 AS t FROM public.thing",
              json("null"))));
      return ScriptedHandler.row(answers.toString());
    });
    assertThat(text(session, "SELECT description FROM iasql_apply()"))
        .isEqualTo("[2, [{\"name\":\"c\"}], [], [{\"iasql_n\":\"a,b'; --,c\",\"t\":1.10}]]");
  }

  @Test
  void valuesDoNotDependOnTheCallersSettings() throws SQLException {
    fixture.handler.on(
        "plan_apply",
        (request, caller) -> ScriptedHandler.row(caller
            .query(
                "SELECT timestamptz '2026-01-02 03:04:05+00' AS t, interval '1 day 2 hours' AS i, '\\x00ff'::bytea AS b")
            .toString()));
    run(
        session,
        "SET timezone = 'Asia/Kathmandu'",
        "SET datestyle = 'ISO, DMY'",
        "SET intervalstyle = 'postgres_verbose'",
        "SET bytea_output = 'escape'");
    assertThat(text(session, "SELECT description FROM iasql_plan_apply()"))
        .isEqualTo("[{\"t\":\"2026-01-02T03:04:05+00:00\",\"i\":\"P1DT2H\",\"b\":\"\\\\x00ff\"}]");
  }

  @Test
  void argumentsReachTheEngine() throws SQLException {
    fixture.handler.on("install", (request, caller) -> {
      ArrayNode rows = ScriptedHandler.JSON.createArrayNode();
      rows.addObject()
          .put("module_name", request.args().toString())
          .put("created_table_name", "t")
          .put("record_count", 7);
      return rows;
    });
    StringBuilder adopted = new StringBuilder();
    fixture.handler.on("adopt", (request, caller) -> {
      adopted.append(request.args()).append(request.writes());
      return ScriptedHandler.JSON.createArrayNode();
    });
    assertThat(text(
            session, "SELECT module_name || record_count FROM iasql_install('aws_ecr', 'x\"''y')"))
        .isEqualTo("[\"aws_ecr\",\"x\\\"'y\"]7");
    run(session, "SELECT iasql_adopt('vpc', 3)", "SELECT delete_all_records()");
    assertThat(adopted).hasToString("{\"id\":3,\"table_name\":\"vpc\"}true");
  }

  @Test
  void modulesHaveTheirDependenciesAsAnArray() throws SQLException {
    fixture.handler.on(
        "modules_list",
        (request, caller) -> json(
            "[{\"module_name\": \"a\", \"module_version\": \"1\", \"dependencies\": [\"b\", \"c\"]}]"));
    assertThat(text(session, "SELECT dependencies[2] FROM iasql_modules_list()"))
        .isEqualTo("c");
  }

  @Test
  void failingStatementEndsTheCallWithTheServersError() throws SQLException {
    fixture.handler.on("apply", (request, caller) -> caller.query("SELECT 1 / 0 AS x"));
    assertThatThrownBy(() -> text(session, "SELECT * FROM iasql_apply()"))
        .hasMessageContaining("division by zero");
  }

  @Test
  void enginesErrorKeepsItsStateAndText() {
    fixture.handler.on("apply", (request, caller) -> {
      throw new CloudException("Creating 'x' failed: 100 % of the \"quota\" is used.");
    });
    assertThatThrownBy(() -> text(session, "SELECT * FROM iasql_apply()"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("IQ002"))
        .hasMessageContaining("ERROR: Creating 'x' failed: 100 % of the \"quota\" is used.");
  }

  @Test
  void unexpectedExceptionReachesSqlAsOneSentence() {
    fixture.handler.on("apply", (request, caller) -> {
      throw new IllegalStateException("inner secret");
    });
    assertThatThrownBy(() -> text(session, "SELECT * FROM iasql_apply()"))
        .hasMessageContaining(
            "The engine failed unexpectedly while it answered 'apply' (IllegalStateException)")
        .hasMessageNotContaining("inner secret");
  }

  private static JsonNode json(String text) {
    try {
      return ScriptedHandler.JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
