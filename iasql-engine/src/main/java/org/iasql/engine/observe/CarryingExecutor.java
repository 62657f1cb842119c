package org.iasql.engine.observe;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Threads that work for the operation of who gave them the work. */
public final class CarryingExecutor extends AbstractExecutorService {
  private final ExecutorService threads;

  /** @param threads do the work; they are shut down with this executor */
  public CarryingExecutor(ExecutorService threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(CurrentOperation.carry(work));
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }
}
