package org.iasql.benchmark.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One engine's life, which can end at any moment as by a kill of its process: from then on none of its
 * threads reaches the database or the cloud. A thread belongs to the life in which it was started.
 */
final class Life {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Map<String, Life> BY_NUMBER = new ConcurrentHashMap<>();
  private static final ThreadLocal<@Nullable Life> CURRENT = new InheritableThreadLocal<>();

  private final String number = String.valueOf(NUMBERS.incrementAndGet());
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger messages = new AtomicInteger();
  private volatile int lastMessage = Integer.MAX_VALUE;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  Life() {
    BY_NUMBER.put(number, this);
  }

  /** Thrown at what a dead engine wants to do. */
  static final class OverError extends Error {
    private static final long serialVersionUID = 1L;

    OverError() {
      super("this engine was killed", null, false, false);
    }
  }

  /** Whether the calling thread belongs to an engine, which may be dead. */
  static boolean isEngine() {
    return current().isPresent();
  }

  /** Throws if the calling thread belongs to an engine that is dead. */
  static void check() {
    if (current().filter(Life::isOver).isPresent()) {
      throw new OverError();
    }
  }

  /** The life with a number; empty if it is over. */
  static Optional<Life> of(String number) {
    return Optional.ofNullable(BY_NUMBER.get(number));
  }

  /** The life that the calling thread belongs to; empty for a thread of no engine. */
  static Optional<Life> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  String number() {
    return number;
  }

  /** Starts something that belongs to this life, with all threads that it will start. */
  <V> V live(Supplier<V> start) {
    CURRENT.set(this);
    try {
      return start.get();
    } finally {
      CURRENT.remove();
    }
  }

  void end() {
    end.complete(null);
    sockets.forEach(Life::close);
    sockets.clear();
    BY_NUMBER.remove(number);
  }

  boolean isOver() {
    return end.isDone();
  }

  /** Completes when this life ends. */
  CompletableFuture<Void> ending() {
    return end.copy();
  }

  /** Lets the engine send so many more messages to the database; the next one kills it. */
  void endAfterMessages(int count) {
    lastMessage = messages.get() + count;
  }

  /** Takes back what {@link #endAfterMessages} has said. */
  void spare() {
    lastMessage = Integer.MAX_VALUE;
  }

  /** @return whether the message may be sent */
  boolean message() {
    if (isOver()) {
      return false;
    }
    if (messages.incrementAndGet() > lastMessage) {
      end();
      return false;
    }
    return true;
  }

  void add(Socket socket) {
    sockets.add(socket);
    if (isOver()) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
