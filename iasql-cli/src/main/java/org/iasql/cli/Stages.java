package org.iasql.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Numbers the stages of a run, and says how long each took, and all of them. */
final class Stages {
  private final PrintWriter out;
  private int number;
  private Duration spent = Duration.ZERO;

  Stages(PrintWriter out) {
    this.out = out;
  }

  /** Runs a stage under its title; what it prints meanwhile is its progress, then its result follows. */
  <R> R run(String title, Supplier<R> work, Consumer<R> show) {
    number++;
    out.println();
    out.println(number + ". " + title);
    long start = System.nanoTime();
    R result = work.get();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    spent = spent.plus(time);
    show.accept(result);
    out.println("   done in " + seconds(time));
    return result;
  }

  void total() {
    out.println();
    out.println("All stages together took " + seconds(spent) + ".");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
