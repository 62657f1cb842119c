package org.iasql.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How much processor time processes have used. */
final class ProcessorTime {
  private ProcessorTime() {}

  /** Of one process. */
  static Duration of(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElse(Duration.ZERO);
  }

  /** Of the server's processes, except the one that answers this. */
  static Map<Long, Duration> ofServer(Connection superuser) throws SQLException {
    Map<Long, Duration> times = new HashMap<>();
    try (Statement statement = superuser.createStatement();
        ResultSet pids = statement.executeQuery(
            "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()")) {
      while (pids.next()) {
        times.put(pids.getLong(1), of(pids.getLong(1)));
      }
    }
    return times;
  }

  /** The time between two looks; processes that came in between count from their start. */
  static Duration between(Map<Long, Duration> before, Map<Long, Duration> after) {
    return after.entrySet().stream()
        .map(e -> e.getValue().minus(before.getOrDefault(e.getKey(), Duration.ZERO)))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
