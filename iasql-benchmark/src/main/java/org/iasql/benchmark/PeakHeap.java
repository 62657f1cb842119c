package org.iasql.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The most heap that was in use, garbage included, looked at every two milliseconds: of this JVM, so the
 * simulated account, which would be elsewhere, is in it too. Garbage is collected when it has to be,
 * so the figure says little without the limit that the JVM was started with, and is never above it.
 */
final class PeakHeap implements AutoCloseable {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final AtomicLong peak = new AtomicLong();
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "peak-heap");
        thread.setDaemon(true);
        return thread;
      });

  private PeakHeap() {}

  /** Starts to look. */
  static PeakHeap start() {
    PeakHeap heap = new PeakHeap();
    heap.sampler.scheduleAtFixedRate(heap::look, 0, 2, TimeUnit.MILLISECONDS);
    return heap;
  }

  private void look() {
    peak.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
  }

  /** Returns the peak so far, in bytes. */
  long bytes() {
    look();
    return peak.get();
  }

  /** Returns what is in use now without garbage, in bytes; takes a full collection. */
  long liveBytes() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() {
    sampler.shutdownNow();
  }
}
