package org.iasql.deploy;

import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.event.progress.Allocation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells each step of a push when it has ended; how Jib arranges its threads is no step. */
final class PushProgress implements Consumer<ProgressEvent> {
  private final Consumer<String> listener;
  private final Map<Allocation, Long> units = new HashMap<>();

  PushProgress(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Jib's threads call it side by side. */
  @Override
  public synchronized void accept(ProgressEvent event) {
    Allocation step = event.getAllocation();
    long before = units.getOrDefault(step, 0L);
    long now = units.merge(step, event.getUnits(), Long::sum);
    boolean isStep = !step.getDescription().startsWith("launching ");
    if (isStep && before < step.getAllocationUnits() && now >= step.getAllocationUnits()) {
      listener.accept(step.getDescription() + ": done");
    }
  }
}
