package org.iasql.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlException;
import org.iasql.local.EmbeddedDatabase;
import org.iasql.local.LocalIasql;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.quickstart.QuickstartStack;

/**
 * What a call of a SQL function costs beside AWS's time: with the tutorial's stack up and a cloud that
 * takes no time, from the client's statement to its last row, as any JDBC client sees it.
 */
final class OverheadBenchmark {
  private static final String DATABASE = "bench";
  private static final int CALLS = 50;
  private static final Targets NO_TARGETS = new Targets(Target.NONE, Target.NONE);

  private final Report report;
  private final int runs;

  OverheadBenchmark(Report report, int runs) {
    this.report = report;
    this.runs = runs;
  }

  void run() {
    try (EmbeddedDatabase server = EmbeddedDatabase.start();
        LocalIasql local = LocalIasql.builder()
            .database(server, DATABASE)
            .aws(SimulatedAws.create())
            .start()) {
      up(local.client());
      DataSource source = server.dataSource(DATABASE);
      measure(source, "version", "SELECT * FROM iasql_version()", NO_TARGETS);
      measure(source, "preview", "SELECT * FROM iasql_plan_apply()", new Targets(15, 60));
      measure(source, "apply", "SELECT * FROM iasql_apply()", NO_TARGETS);
    } catch (SQLException e) {
      throw new IasqlException("The benchmark's own connection failed: " + e.getMessage(), e);
    }
  }

  private static void up(Iasql iasql) {
    iasql.install(QuickstartStack.modules());
    QuickstartStack.builder().build().up(iasql);
  }

  private void measure(DataSource source, String name, String call, Targets targets)
      throws SQLException {
    for (int i = 0; i < CALLS; i++) { // warms up
      session(source, call);
    }
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < runs * CALLS; i++) {
      sessions.add(session(source, call));
    }
    double dial = median(sessions, Session::dial);
    double first = median(sessions, Session::first);
    double next = median(sessions, Session::next);
    report.millis("overhead." + name + ".open_connection", next, targets.open());
    report.millis("overhead." + name + ".new_connection", dial + first, targets.fresh());
    report.millis("overhead." + name + ".dial_of_the_client", dial, Target.NONE);
    report.millis(
        "overhead." + name + ".dial_of_the_loopback_and_first_plans", first - next, Target.NONE);
  }

  /** A new connection's first call, and a later one. */
  private static Session session(DataSource source, String call) throws SQLException {
    long began = System.nanoTime();
    try (Connection connection = source.getConnection()) {
      double dial = millisSince(began);
      double first = execute(connection, call);
      execute(connection, call);
      return new Session(dial, first, execute(connection, call));
    }
  }

  private static double execute(Connection connection, String call) throws SQLException {
    long began = System.nanoTime();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(call)) {
      while (rows.next()) {
        rows.getString(1);
      }
    }
    return millisSince(began);
  }

  private static double millisSince(long began) {
    return (System.nanoTime() - began) / 1e6;
  }

  private static double median(List<Session> sessions, ToDoubleFunction<Session> figure) {
    return sessions.stream()
        .mapToDouble(figure)
        .sorted()
        .skip(sessions.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  /** What one connection's calls took, in milliseconds. */
  private record Session(double dial, double first, double next) {}

  /** What a call may take, in milliseconds: on an open connection, and with a new one. */
  private record Targets(double open, double fresh) {}
}
