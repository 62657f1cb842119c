package org.iasql.benchmark;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Prints lines {@code name: value unit}, with the target behind those that have one. */
final class Report {
  private final PrintWriter out;

  Report(PrintWriter out) {
    this.out = out;
  }

  /** Prints time and calls of a step. */
  void step(String name, Measurement measurement, Target target) {
    double seconds = measurement.time().toNanos() / 1e9;
    int calls = measurement.calls().size();
    line(name + ".time", number("%.3f s", seconds) + Target.suffix(seconds, target.seconds(), "s"));
    line(name + ".calls", calls + " calls" + Target.suffix(calls, target.calls(), "calls"));
    line(name + ".calls_by_name", measurement.callsByName());
  }

  /** Prints the longest chain of calls that waited for one another. */
  void criticalPath(String name, Measurement measurement, Duration latency) {
    int levels = TimedCall.longestChain(measurement.calls());
    line(
        name + ".critical_path",
        number("%.2f s, ", levels * latency.toNanos() / 1e9) + levels + " levels");
  }

  /** Prints a figure in mebibytes. */
  void heap(String name, long bytes, double most) {
    double mebibytes = bytes / 1048576.0;
    line(name, number("%.0f MB", mebibytes) + Target.suffix(mebibytes, most, "MB"));
  }

  /** Prints a figure in milliseconds. */
  void millis(String name, double millis, double most) {
    line(name, number("%.1f ms", millis) + Target.suffix(millis, most, "ms"));
  }

  /** Prints a figure in a unit of its own. */
  void figure(String name, double value, String unit, double most) {
    line(name, number("%.2f ", value) + unit + Target.suffix(value, most, unit));
  }

  private void line(String name, String value) {
    out.println(name + ": " + value);
    out.flush();
  }

  /** With a point in every locale: the lines are for scripts too. */
  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
