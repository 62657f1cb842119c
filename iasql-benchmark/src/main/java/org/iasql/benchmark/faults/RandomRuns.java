package org.iasql.benchmark.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.iasql.benchmark.faults.Fault.Kind;
import org.iasql.local.EmbeddedDatabase;

/**
 * Random changes by one to four sessions at once, with a random fault: afterwards one apply without
 * faults has to do, and the next plan is empty. A run follows from its seed, but for the order in which
 * threads come to their turn.
 */
public final class RandomRuns {
  private static final int SITES = 4;
  private static final int HANG_SECONDS = 120;
  private static final int MOST_CALLS = 150;
  private static final List<Kind> KINDS = List.of(
      Kind.REFUSE,
      Kind.LOSE,
      Kind.THROTTLE,
      Kind.CRASH_BEFORE,
      Kind.CRASH_AFTER,
      Kind.KILL_AT_COMMIT);

  private static final Pattern TABLE =
      Pattern.compile("^(?:INSERT INTO|UPDATE|DELETE FROM) (\\w+)");

  private final Counters counters = new Counters();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final long end;

  private RandomRuns(long end) {
    this.end = end;
  }

  /**
   * Runs for some time and prints what came of it.
   *
   * @param seed of the first run; each further one has the next
   * @return whether all is 0 that must be
   */
  public static boolean run(int seconds, long seed) {
    return new RandomRuns(System.nanoTime() + seconds * 1_000_000_000L).run(seed);
  }

  private boolean run(long seed) {
    counters.countUncaught();
    List<Future<?>> workers = new ArrayList<>();
    try (EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start()) {
      for (int i = 0; i < SITES; i++) {
        int number = i;
        workers.add(threads.submit(() -> work(server, number, seed + number)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      counters.unexpected(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The runs were interrupted", e);
    } finally {
      threads.shutdownNow();
    }
    counters.print("random");
    return counters.isClean();
  }

  private void work(EmbeddedDatabase server, int number, long first) {
    try (Site site = new Site(server, "random" + number, first, counters)) {
      FaultRuns runs = new FaultRuns(site);
      site.execute(RandomRows.some());
      site.execute("SELECT * FROM iasql_apply()");
      site.commit();
      for (long seed = first; System.nanoTime() < end; seed += SITES) {
        counters.add("runs");
        one(site, runs, seed);
      }
    } catch (SQLException e) {
      counters.unexpected(e);
    }
  }

  private void one(Site site, FaultRuns runs, long seed) throws SQLException {
    Random random = new Random(seed);
    Kind kind = KINDS.get(random.nextInt(KINDS.size()));
    boolean faulty = random.nextInt(4) > 0;
    if (faulty) {
      site.fault().arm(kind, 1 + random.nextInt(MOST_CALLS));
    }
    int sessions = 1 + random.nextInt(4);
    CompletableFuture<?>[] running = new CompletableFuture<?>[sessions];
    for (int i = 0; i < sessions; i++) {
      Random own = new Random(random.nextLong());
      running[i] = CompletableFuture.runAsync(() -> session(site, own), threads);
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(running);
    try {
      CompletableFuture.anyOf(all, site.life().ending()).get(HANG_SECONDS, TimeUnit.SECONDS);
      site.restartIfOver(); // The other sessions get another engine.
      all.get(HANG_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      counters.add("hangs");
      runs.report("seed " + seed, "a session hangs", "");
    } catch (ExecutionException e) {
      counters.unexpected(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The runs were interrupted", e);
    }
    if (faulty && site.fault().fired()) {
      counters.add("fired." + kind.name().toLowerCase(Locale.ROOT));
    }
    site.fault().disarm();
    runs.settle();
    String error = "";
    try {
      site.execute(RandomRows.PASSWORDS);
      site.execute("SELECT * FROM iasql_apply()");
      site.commit();
    } catch (SQLException e) {
      error = String.valueOf(e.getMessage());
      site.rollback();
    }
    runs.settle();
    List<String> rest = List.of("an error");
    try {
      rest = site.changes("iasql_plan_apply()");
    } catch (SQLException e) {
      error += e.getMessage();
    }
    site.rollback();
    Set<String> missing = site.missingForeign();
    if (!missing.isEmpty()) {
      counters.add("missing", missing.size());
      runs.report("seed " + seed + " with " + kind, "foreign and gone: " + missing, error);
    }
    if (!rest.isEmpty()) {
      counters.add("disagreeing");
      runs.report("seed " + seed + " with " + kind, "still planned: " + rest, error);
    }
  }

  /** One session's transaction; that it is refused is as good as that it works. */
  private void session(Site site, Random random) {
    try (Connection session = site.connect();
        Statement statement = session.createStatement()) {
      try {
        Map<String, Integer> rows = new HashMap<>();
        for (String sql : new RandomRows(random).change()) {
          rows.merge(table(sql), statement.executeUpdate(sql), Integer::sum);
        }
        statement.execute("SELECT * FROM iasql_apply()");
        if (random.nextInt(4) == 0) {
          session.rollback();
          counters.add("rolled_back");
        } else {
          session.commit();
          counters.add("committed");
          rows.forEach((table, count) -> counters.add("rows." + table, count));
        }
      } catch (SQLException e) {
        session.rollback();
        counters.add("refused");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A session cannot be had: " + e.getMessage(), e);
    }
  }

  private static String table(String sql) {
    return TABLE.matcher(sql).results().findFirst().orElseThrow().group(1);
  }
}
