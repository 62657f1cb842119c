package org.iasql.benchmark.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What the runs came to, counted from several threads. */
final class Counters {
  private static final List<String> ZERO = List.of(
      "duplicates",
      "orphans",
      "foreign_touched",
      "disagreeing",
      "missing",
      "refused_undos",
      "hangs",
      "unexpected_errors");

  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  void add(String name) {
    add(name, 1);
  }

  void add(String name, long number) {
    counts.computeIfAbsent(name, n -> new LongAdder()).add(number);
  }

  long of(String name) {
    LongAdder count = counts.get(name);
    return count == null ? 0 : count.sum();
  }

  /** Counts what goes wrong where nothing should, and shows it. */
  void unexpected(Throwable error) {
    add("unexpected_errors");
    error.printStackTrace();
  }

  /** Counts what ends a thread, but for the death of its engine, which is meant. */
  void countUncaught() {
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      if (!(error instanceof Life.OverError)) {
        unexpected(error);
      }
    });
  }

  /** Whether all is 0 that must be. */
  boolean isClean() {
    return ZERO.stream().allMatch(name -> of(name) == 0);
  }

  /** Prints a line for each count. */
  void print(String prefix) {
    ZERO.forEach(name -> add(name, 0));
    counts.forEach((name, count) -> System.out.println(
        prefix + "." + name + ": " + count + (name.equals("runs") ? " runs" : "")));
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
