package org.iasql.benchmark;

/**
 * What a step should take at most.
 *
 * @param seconds of its median
 * @param calls of AWS
 */
record Target(double seconds, int calls) {
  /** For a step, or a figure of one, that has no target. */
  static final int NONE = Integer.MAX_VALUE;

  /** Returns what to print behind a value. */
  static String suffix(double value, double most, String unit) {
    if (most == NONE) {
      return "";
    }
    String limit = Report.number(most == Math.rint(most) ? "%.0f" : "%.2f", most);
    return " (target: %s %s, %s)".formatted(limit, unit, value <= most ? "met" : "missed");
  }
}
