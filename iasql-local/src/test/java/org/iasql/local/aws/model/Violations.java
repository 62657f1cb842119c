package org.iasql.local.aws.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test in which a request broke AWS's model, or one that runs beside it, also where the engine
 * caught what the listener threw. JUnit finds it by itself in every module that has this class on its test class path.
 */
public final class Violations implements AfterEachCallback, AfterAllCallback {
  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

  static void add(String violation) {
    FOUND.add(violation);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    failIfAny();
  }

  /** Also sees what was called before the first and after the last test. */
  @Override
  public void afterAll(ExtensionContext tests) {
    failIfAny();
  }

  private static void failIfAny() {
    List<String> found = new ArrayList<>();
    for (String next = FOUND.poll(); next != null; next = FOUND.poll()) {
      found.add(next);
    }
    if (!found.isEmpty()) {
      throw new AssertionError(String.join("\n", found));
    }
  }
}
