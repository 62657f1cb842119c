package org.iasql.benchmark.faults;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.iasql.benchmark.faults.Fault.Kind;
import org.iasql.local.EmbeddedDatabase;

/** Every fault at every point of every scenario, for some seeds of the cloud; what must be 0 is. */
public final class Exhaustion {
  private static final Set<Kind> ALL = EnumSet.complementOf(EnumSet.of(Kind.STRANGER));
  private static final Set<Kind> SAMPLE = Set.of(Kind.REFUSE, Kind.LOSE, Kind.ROLLBACK);
  private static final int SAMPLE_STRIDE = 6;
  private static final int SITES = 6;
  private static final long PATIENCE_MINUTES = 5;

  private final Counters counters = new Counters();
  private final AtomicInteger databases = new AtomicInteger();

  private interface Work {
    void on(Site site, FaultRuns runs) throws SQLException;
  }

  /**
   * Runs everything and prints what came of it.
   *
   * @param seeds how many seeds of the cloud
   * @param sample whether some points of some kinds will do, which take seconds
   * @return whether all is 0 that must be
   */
  public static boolean run(int seeds, boolean sample) {
    return new Exhaustion().run(sample ? SAMPLE : ALL, sample ? SAMPLE_STRIDE : 1, seeds);
  }

  /**
   * Runs one scenario with one kind of fault, and the special runs unless something is not 0 already
   * that must be.
   *
   * @return whether there was such
   */
  public static boolean notices(String scenario, String kind) {
    Exhaustion runs = new Exhaustion();
    try (EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start()) {
      runs.work(
          server,
          1,
          new ConcurrentLinkedQueue<>(List.of(
              (site, points) -> points.run(Scenario.named(scenario), Kind.valueOf(kind), 1),
              (site, points) -> {
                if (runs.counters.isClean()) {
                  new SpecialRuns(site, points).run();
                }
              })));
    }
    if (!runs.counters.isClean()) {
      System.err.println("Noticed: " + runs.counters);
    }
    return !runs.counters.isClean();
  }

  private boolean run(Set<Kind> kinds, int stride, int seeds) {
    counters.countUncaught();
    long start = System.nanoTime();
    try (EmbeddedDatabase server = EmbeddedDatabase.builder().inMemory().start()) {
      for (int seed = 1; seed <= seeds; seed++) {
        run(server, seed, work(kinds, stride));
      }
    }
    double minutes = (System.nanoTime() - start) / 6e10;
    counters.print("faults");
    System.out.printf(Locale.ROOT, "faults.time: %.1f min%n", minutes);
    System.out.printf(Locale.ROOT, "faults.rate: %.0f runs/min%n", counters.of("runs") / minutes);
    return counters.isClean();
  }

  private static ConcurrentLinkedQueue<Work> work(Set<Kind> kinds, int stride) {
    ConcurrentLinkedQueue<Work> work = new ConcurrentLinkedQueue<>();
    work.add((site, runs) -> new SpecialRuns(site, runs).run());
    for (Scenario scenario : Scenario.ALL) {
      for (Kind kind : Kind.values()) {
        if (kinds.contains(kind)) {
          work.add((site, runs) -> runs.run(scenario, kind, stride));
        }
      }
    }
    return work;
  }

  private void run(EmbeddedDatabase server, int seed, ConcurrentLinkedQueue<Work> work) {
    ExecutorService threads = Executors.newFixedThreadPool(SITES);
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      workers.add(threads.submit(() -> work(server, seed, work)));
    }
    threads.shutdown();
    for (Future<?> worker : workers) {
      try {
        worker.get(PATIENCE_MINUTES * 10, TimeUnit.MINUTES);
      } catch (TimeoutException e) {
        counters.add("hangs");
      } catch (ExecutionException e) {
        counters.unexpected(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The runs were interrupted", e);
      }
    }
    threads.shutdownNow();
  }

  private void work(EmbeddedDatabase server, int seed, ConcurrentLinkedQueue<Work> work) {
    String database = "faults" + databases.incrementAndGet();
    try (Site site = new Site(server, database, seed, counters)) {
      FaultRuns runs = new FaultRuns(site);
      for (Work next = work.poll(); next != null; next = work.poll()) {
        next.on(site, runs);
        System.err.printf(
            Locale.ROOT, "%d runs, %d pieces left%n", counters.of("runs"), work.size());
      }
    } catch (SQLException e) {
      counters.unexpected(e);
    }
  }
}
