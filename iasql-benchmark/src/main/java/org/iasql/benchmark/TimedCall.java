package org.iasql.benchmark;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One call of AWS, and how long it was under way.
 *
 * @param operation AWS's name of the operation, such as {@code CreateListener}
 */
record TimedCall(String operation, Instant start, Instant end) {
  /**
   * The greatest number of calls no two of which were under way at the same time. With a latency that is
   * long beside everything else, and calls that start as soon as what they need is there, that is the
   * number of levels of the graph: multiplied by the latency, its critical path. Calls that an engine
   * makes one after the other without need count too, so the number is never below the graph's.
   */
  static int longestChain(List<TimedCall> calls) {
    int length = 0;
    Instant last = Instant.MIN;
    for (TimedCall call :
        calls.stream().sorted(Comparator.comparing(TimedCall::end)).toList()) {
      if (!call.start.isBefore(last)) {
        length++;
        last = call.end;
      }
    }
    return length;
  }
}
