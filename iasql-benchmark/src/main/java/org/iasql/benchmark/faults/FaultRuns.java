package org.iasql.benchmark.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.iasql.benchmark.faults.Fault.Kind;

/** Runs one scenario with one kind of fault at every point of it. */
final class FaultRuns {
  private static final Duration DUST = Duration.ofMinutes(2);
  private static final int MOST_POINTS = 400;

  private final Site site;
  private final Counters counters;
  private boolean stackIsUp;

  FaultRuns(Site site) {
    this.site = site;
    this.counters = site.counters();
  }

  /**
   * Goes through the points of a scenario, until one is beyond its end.
   *
   * @param stride 1 for every point
   */
  void run(Scenario scenario, Kind kind, int stride) throws SQLException {
    bring(scenario.needsStack());
    int points = kind == Kind.ROLLBACK ? 1 : MOST_POINTS;
    for (int k = 1; k <= points; k += stride) {
      boolean fired = at(scenario, kind, k);
      if (!fired) {
        return;
      }
      counters.add("fired." + kind.name().toLowerCase(Locale.ROOT));
    }
  }

  void bring(boolean up) throws SQLException {
    if (stackIsUp != up) {
      site.execute(up ? Scenario.UP : Scenario.DOWN);
      site.execute("SELECT * FROM iasql_apply()");
      site.commit();
      stackIsUp = up;
    }
  }

  private boolean at(Scenario scenario, Kind kind, int k) throws SQLException {
    counters.add("runs");
    String where = scenario.name() + " " + kind + " at " + k;
    Map<String, Long> before = shape();
    site.fault().arm(kind, k);
    String error = "";
    try {
      site.execute(scenario.change());
      site.execute("SELECT * FROM iasql_apply()");
      if (kind == Kind.ROLLBACK) {
        site.rollback();
      } else {
        site.commit();
      }
    } catch (SQLException e) {
      error = String.valueOf(e.getMessage());
      site.rollback();
    }
    boolean fired = site.fault().fired();
    site.fault().disarm();
    goOn();
    boolean changed = site.isTrue(scenario.isDone());
    site.rollback();
    // A writer waits until everything before it is settled.
    List<String> again = site.changes("iasql_apply()");
    site.commit();
    if (!again.isEmpty()) {
      checkRest(scenario, where, again, error);
    }
    if (!changed) {
      compare(before, shape(), where, error);
    } else {
      site.execute(scenario.back());
      site.execute("SELECT * FROM iasql_apply()");
      site.commit();
      settle();
      compare(before, shape(), where + " and back", error);
    }
    return fired;
  }

  /** What was deleted cannot come back but by another apply; after that there is nothing to do. */
  private void checkRest(Scenario scenario, String where, List<String> again, String error)
      throws SQLException {
    if (!scenario.deletes()) {
      counters.add("disagreeing");
      report(where, "had to apply again: " + again, error);
    }
    settle();
    List<String> rest = site.changes("iasql_plan_apply()");
    site.rollback();
    if (!rest.isEmpty()) {
      counters.add("disagreeing");
      report(where, "still planned: " + rest, error);
    }
  }

  /** Lets the dust fall, with an engine in the place of one that was killed. */
  private void goOn() throws SQLException {
    site.restartIfOver();
    site.pass(DUST);
    site.rollback();
  }

  void settle() throws SQLException {
    goOn();
    site.execute("SELECT iasql_upgrade()");
    site.commit();
  }

  void compare(Map<String, Long> before, Map<String, Long> now, String where, String error) {
    Map<String, Long> names = new TreeMap<>(before);
    names.putAll(now);
    for (String name : names.keySet()) {
      long more = now.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
      if (more > 0) {
        counters.add(before.containsKey(name) ? "duplicates" : "orphans", more);
        report(where, more + " more of " + name, error);
      } else if (more < 0) {
        counters.add("missing", -more);
        report(where, -more + " fewer of " + name, error);
      }
    }
  }

  void report(String where, String what, String error) {
    System.err.println(
        "! " + where + ": " + what + (error.isEmpty() ? "" : "\n    after: " + error));
  }

  /** What there is, without the numbers that AWS draws. */
  Map<String, Long> shape() {
    return site.aws().inventory().stream()
        .map(id -> id.replaceAll("[0-9a-f]{8,17}\\b", "#").replaceAll(":\\d+$", ":#"))
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }
}
