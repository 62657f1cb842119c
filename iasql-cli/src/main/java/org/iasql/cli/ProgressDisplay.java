package org.iasql.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.iasql.core.Iasql;
import org.iasql.core.Progress;

/**
 * Shows the steps of a call while it runs: one line for each resource. On a terminal the lines of those that
 * are worked on stand below the finished ones and are rewritten in place; elsewhere a line comes when a step ends.
 */
final class ProgressDisplay implements Consumer<Progress>, AutoCloseable {
  private static final long REDRAW_MILLIS = 500;
  private static final int WIDTH = Optional.ofNullable(System.getenv("COLUMNS"))
      .filter(columns -> columns.matches("[1-9][0-9]{1,3}"))
      .map(Integer::valueOf)
      .orElse(80);
  private static final String RUNNING_STEPS =
      "SELECT format('%s %s %s: %s s%s', kind, table_name, description,"
          + " floor(extract(epoch FROM clock_timestamp() - start_date)),"
          + " CASE WHEN last_error IS NULL THEN '' ELSE ' (' || last_error || ')' END)"
          + " FROM public.iasql_operation_step WHERE state = 'running' ORDER BY start_date, step";

  private final PrintWriter out;
  private final boolean terminal;
  private final Supplier<List<String>> running;
  private final ScheduledExecutorService redraw =
      Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "iasql-display");
        thread.setDaemon(true);
        return thread;
      });
  private int liveLines;
  private boolean closed;

  ProgressDisplay(PrintWriter out, boolean terminal, Supplier<List<String>> running) {
    this.out = out;
    this.terminal = terminal;
    this.running = running;
    if (terminal) {
      redraw.scheduleWithFixedDelay(
          this::refresh, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Shows nothing where JSON is asked for: its progress goes where errors do. */
  static ProgressDisplay of(OutputOptions output, Iasql iasql) {
    return new ProgressDisplay(
        output.json() ? output.err() : output.out(),
        Main.terminal(output) && !output.json(),
        () -> iasql.withHandle(
            handle -> handle.createQuery(RUNNING_STEPS).mapTo(String.class).list()));
  }

  @Override
  public synchronized void accept(Progress step) {
    erase();
    out.println(step);
    out.flush();
  }

  /** Rewrites the lines of what is worked on. Where that fails, the lines of finished steps still come. */
  private void refresh() {
    draw(running.get().stream().map(line -> cut(line)).toList());
  }

  /** A line that wraps would take two, and one of them would stay. */
  private static String cut(String line) {
    return line.length() < WIDTH ? line : line.substring(0, WIDTH - 1);
  }

  private synchronized void draw(List<String> lines) {
    if (closed) {
      return;
    }
    erase();
    lines.forEach(out::println);
    out.flush();
    liveLines = lines.size();
  }

  /** Up to the first line of what is worked on, and clears from there. */
  private void erase() {
    if (liveLines > 0) {
      out.print("\u001b[" + liveLines + "A\u001b[J");
      liveLines = 0;
    }
  }

  @Override
  public void close() {
    redraw.shutdownNow();
    synchronized (this) {
      closed = true;
      erase();
      out.flush();
    }
  }
}
