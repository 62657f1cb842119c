package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iasql.cli.Markdown.Block;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.TextTable;
import org.iasql.core.plan.PlanDocument;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the guides show, done as it stands there. */
@IasqlTest
class DocsTest {
  private static final String PROMPT = "iasql=> ";
  private static final Pattern COMMAND_IN_TEXT = Pattern.compile("`\\./iasql ([^`]+)`");
  private static final Pattern OPTION_IN_TEXT = Pattern.compile("`(--[a-z-]+)[^`]*`");
  private static final Path TESTS = Path.of("src/test");

  static List<Block> examples() {
    return Markdown.blocks("java");
  }

  static List<Block> models() {
    return Markdown.blocks("python");
  }

  @Test
  void hasATestForEveryLanguage() {
    assertThat(Markdown.pages()).hasSizeGreaterThan(5);
    assertThat(Markdown.pages().stream().flatMap(page -> Markdown.blocks(page).stream()))
        .allSatisfy(block -> assertThat(block.language())
            .as(block.place())
            .isIn("console", "java", "json", "python", "sh", "sql"));
    assertThat(Markdown.blocks("sql"))
        .as(
            "SQL, of which that of the quickstart is run; guards and kept plans have tests of their own")
        .filteredOn(block -> !block.place().matches("(guards|plan-json)\\..*"))
        .isEqualTo(Markdown.blocks(Markdown.QUICKSTART, "sql"));
  }

  @Test
  void showsAPlanThatCanBeRead() {
    assertThat(Markdown.blocks("json")).hasSize(1).allSatisfy(block -> {
      PlanDocument plan = PlanDocument.fromJson(block.text());
      assertThat(plan.changes()).hasSize(1);
      assertThat(PlanDocument.fromJson(plan.toJson())).isEqualTo(plan);
    });
  }

  @ParameterizedTest
  @MethodSource("examples")
  void showsJavaThatATestRuns(Block example) {
    String name = "// docs: " + example.place().replaceFirst("\\..*", "");
    String sources = Stream.of(
            TESTS.resolve("java/org/iasql/cli/DocsExamplesTest.java"),
            TESTS.resolve("java/org/iasql/cli/DeploymentTest.java"),
            Path.of("../iasql-deploy/src/test/java/org/iasql/deploy/ImageExamplesTest.java"))
        .map(Markdown::read)
        .collect(Collectors.joining());
    assertThat(Arrays.stream(sources.split(name + "\n"))
            .skip(1)
            .map(region -> code(region.substring(0, region.indexOf("// end")))))
        .contains(code(example.text()));
  }

  /** Leaves out comments and spaces, which the formatter sets as it likes. */
  private static String code(String java) {
    return java.replaceAll("(?m)(^|\\s)//\\s.*$", "").replaceAll("\\s", "");
  }

  @ParameterizedTest
  @MethodSource("models")
  void showsPythonThatATestRuns(Block model) {
    Path infra = Markdown.ROOT.resolve("iasql-quickstart/src/test/django/infra");
    assertThat(Stream.of("models.py", "migrations/0001_modules.py", "migrations/0002_log_group.py")
            .map(file -> Markdown.read(infra.resolve(file))))
        .as("files of " + infra)
        .anySatisfy(file -> assertThat(file).contains(model.text()));
  }

  @Test
  void bringsTheQuickstartUpInSqlAndDownAgain(Iasql iasql, SimulatedAws aws) {
    List<List<String>> results = iasql.withHandle(handle -> {
      List<List<String>> all = new ArrayList<>();
      for (Block block : Markdown.blocks(Markdown.QUICKSTART, "sql")) {
        all.addAll(run(handle.getConnection(), block.text()));
      }
      return all;
    });
    assertThat(results).hasSize(5);
    assertThat(results.get(0)).hasSize(17);
    assertThat(results.subList(1, 3)).allSatisfy(changes -> {
      assertThat(changes).filteredOn("create"::equals).hasSize(11);
      assertThat(changes).filteredOn("delete"::equals).hasSize(1);
    });
    assertThat(results.get(3)).singleElement().asString().endsWith("/quickstart-repository");
    assertThat(results.get(4)).singleElement().asString().startsWith("quickstart-load-balancer-");
    assertThat(iasql.apply()).isEmpty();
    iasql.deleteAllRecords();
    assertThat(iasql.planApply()).extracting(Change::action).containsOnly(Action.DELETE);
    assertThat(iasql.apply()).hasSizeGreaterThan(9);
    assertThat(aws.ecs().listClusters().clusterArns()).isEmpty();
  }

  /** Returns the first column of each result. */
  private static List<List<String>> run(Connection connection, String sql) {
    List<List<String>> results = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      boolean isResult = statement.execute(sql);
      while (isResult || statement.getUpdateCount() >= 0) {
        if (isResult) {
          ResultSet rows = statement.getResultSet();
          List<String> column = new ArrayList<>();
          while (rows.next()) {
            column.add(rows.getString(1));
          }
          results.add(column);
        }
        isResult = statement.getMoreResults();
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
    return results;
  }

  @Test
  void answersPsqlAsTheReadmeShows(Iasql iasql) {
    List<Block> sessions = Markdown.blocks("console");
    assertThat(sessions).hasSize(1);
    iasql.withHandle(handle -> {
      assertThat(sessions).allSatisfy(session -> converse(handle, session.text()));
      return true;
    });
    assertThat(iasql.planApply()).isEmpty();
  }

  private static void converse(Handle handle, String session) {
    for (String exchange : session.substring(session.indexOf(PROMPT)).split(PROMPT)) {
      String sql = exchange.lines().findFirst().orElse("");
      String answer = exchange.lines().skip(1).collect(Collectors.joining("\n"));
      if (answer.isBlank()) {
        run(handle.getConnection(), sql);
      } else {
        assertThat(TextTable.query(handle, sql).toString().lines().map(String::stripTrailing))
            .containsExactlyElementsOf(answer.lines().toList());
      }
    }
  }

  @Test
  void namesCommandsAndOptionsThatExist() {
    List<String> commands = new ArrayList<>();
    for (Block block : Markdown.blocks("sh")) {
      block.text().lines().forEach(line -> commands.add(line.replaceFirst("\\s#.*", "")));
    }
    for (Path page : Markdown.pages()) {
      found(COMMAND_IN_TEXT, page).forEach(text -> commands.add("./iasql " + text));
    }
    assertThat(commands).hasSizeGreaterThan(8).allSatisfy(DocsTest::parse);

    String options = Stream.of(
            "quickstart",
            "quickstart push",
            "engine",
            "start",
            "plan",
            "apply",
            "modules",
            "connect")
        .map(command -> help(command.split(" ")))
        .collect(Collectors.joining());
    assertThat(Markdown.pages().stream().flatMap(page -> found(OPTION_IN_TEXT, page).stream()))
        .hasSizeGreaterThan(5)
        .allSatisfy(option -> assertThat(options).containsPattern(option + "\\b"));
  }

  private static void parse(String command) {
    List<String> words = new ArrayList<>(List.of(command.strip().split("\\s+")));
    words.removeIf(word -> word.matches("[A-Z]+=.*"));
    switch (words.get(0)) {
      case "./iasql" ->
        assertThat(help(words.subList(1, words.size()).toArray(String[]::new)))
            .as(command)
            .contains("Usage: iasql ");
      case "./mvnw" -> assertThat(Markdown.ROOT.resolve("mvnw")).isExecutable();
      default -> assertThat(words.get(0)).isIn(Set.of("aws", "docker", "curl"));
    }
  }

  /** Parses the arguments of the command line, and runs nothing. */
  private static String help(String... arguments) {
    if (arguments[0].equals("jshell")) {
      assertThat(Markdown.read(Markdown.ROOT.resolve("iasql"))).contains("= jshell ]");
      return "Usage: iasql jshell";
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] withHelp =
        Stream.concat(Arrays.stream(arguments), Stream.of("--help")).toArray(String[]::new);
    Main.run(new PrintWriter(out, true), new PrintWriter(err, true), withHelp);
    assertThat(err.toString()).as(String.join(" ", arguments)).isEmpty();
    return out.toString();
  }

  private static List<String> found(Pattern pattern, Path page) {
    return pattern
        .matcher(Markdown.read(page))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @Test
  void printsTheCommandsThatPushTheImage() {
    StringWriter out = new StringWriter();
    assertThat(Main.run(new PrintWriter(out, true), new PrintWriter(out, true), "quickstart"))
        .isZero();
    String commands = Markdown.blocks(Markdown.QUICKSTART, "sh").get(0).text();
    assertThat(commands.lines())
        .hasSize(4)
        .allSatisfy(
            line -> assertThat(out.toString()).contains(line.replaceFirst("<dns_name>.*", "")));
  }
}
