package org.iasql.core;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the notices of one running statement to listeners, each once and in order. pgjdbc appends
 * every notice to the statement's chain of warnings when it arrives, through volatile fields, but
 * calls nobody: so a daemon thread looks while the caller's thread is blocked in the call.
 */
final class NoticeStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NoticeStream.class);
  private static final long POLL_MILLIS = 20;

  /** Where the chain begins: {@code Statement::getWarnings}. */
  @FunctionalInterface
  interface Source {
    @Nullable
    SQLWarning first() throws SQLException;
  }

  private final Source source;
  private final List<Consumer<Progress>> listeners;
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable SQLWarning last;
  private boolean closed;

  private NoticeStream(Source source, List<Consumer<Progress>> listeners) {
    this.source = source;
    this.listeners = listeners;
  }

  static NoticeStream open(Source source, List<Consumer<Progress>> listeners) {
    NoticeStream stream = new NoticeStream(source, listeners);
    Thread thread = new Thread(stream::poll, "iasql-progress");
    thread.setDaemon(true);
    thread.start();
    return stream;
  }

  /** Makes a JDBI statement stream its notices from its execution until its result has been read. */
  static StatementCustomizer of(List<Consumer<Progress>> listeners) {
    return new StatementCustomizer() {
      @Override
      public void beforeExecution(PreparedStatement statement, StatementContext context) {
        // The context closes the last first: the stream is drained before the statement is closed.
        context.addCleanable(open(statement::getWarnings, listeners)::close);
      }
    };
  }

  /** Delivers what is left in the calling thread. Nothing is delivered once this has returned. */
  @Override
  public void close() throws SQLException {
    closing.countDown();
    drain(true);
  }

  private void poll() {
    try {
      while (!closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        drain(false);
      }
    } catch (SQLException e) {
      // The statement's own call fails with the same cause, or close() meets this error again.
      log.debug("Notices are no longer looked for while the call runs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void drain(boolean finish) throws SQLException {
    if (closed) {
      return;
    }
    closed = finish;
    SQLWarning next = last == null ? source.first() : last.getNextWarning();
    while (next != null) {
      last = next;
      deliver(new Progress(Objects.requireNonNullElse(next.getMessage(), ""), Instant.now()));
      next = next.getNextWarning();
    }
  }

  private void deliver(Progress progress) {
    for (Consumer<Progress> listener : listeners) {
      try {
        listener.accept(progress);
      } catch (RuntimeException e) {
        // A display that breaks must not break an apply whose resources already exist.
        log.warn("A progress listener failed at '{}'", progress, e);
      }
    }
  }
}
