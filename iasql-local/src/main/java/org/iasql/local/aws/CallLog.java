package org.iasql.local.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls that a simulated AWS answered, in the order of their effects. Thread-safe. */
public final class CallLog {
  private final List<Call> calls = new ArrayList<>();

  CallLog() {}

  synchronized void add(Call call) {
    calls.add(call);
  }

  /** Returns a copy of all calls so far. */
  public synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  /** Returns the calls that change something, whether they succeeded or not. */
  public List<Call> mutating() {
    return all().stream().filter(call -> !call.isRead()).toList();
  }

  /** Returns the calls of one operation, such as {@code DescribeVpcs}, of whichever service. */
  public List<Call> of(String operation) {
    return all().stream().filter(call -> call.operation().equals(operation)).toList();
  }

  /** Returns the names of the operations in the order in which they were called. */
  public List<String> operations() {
    return all().stream().map(Call::operation).toList();
  }

  /** Returns how often each operation was called, by its name. */
  public Map<String, Integer> countByOperation() {
    Map<String, Integer> counts = new TreeMap<>();
    operations().forEach(operation -> counts.merge(operation, 1, Integer::sum));
    return counts;
  }

  /** Returns how many calls there were. */
  public synchronized int size() {
    return calls.size();
  }

  /** Forgets all calls so far. */
  public synchronized void clear() {
    calls.clear();
  }

  @Override
  public String toString() {
    return countByOperation().toString();
  }
}
