package org.iasql.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * The end of a command that runs until Ctrl-C. A shutdown hook would not do: hooks run side by side, and the
 * embedded server's own stops the database under an engine that is still at work. So the signals are heard
 * themselves, by the JDK's {@code sun.misc.Signal}, which the compiler knows only as internal.
 */
final class Interruption {
  private static final String[] SIGNALS = {"INT", "TERM"};

  private Interruption() {}

  /** Waits for Ctrl-C, or for a request to end; another one then ends the program at once. */
  static void await() {
    CountDownLatch interrupted = new CountDownLatch(1);
    try {
      for (String name : SIGNALS) {
        onSignal(name, interrupted);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This Java has no sun.misc.Signal to wait for Ctrl-C with", e);
    }
    try {
      interrupted.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void onSignal(String name, CountDownLatch interrupted)
      throws ReflectiveOperationException {
    Class<?> signals = Class.forName("sun.misc.Signal");
    Class<?> handlers = Class.forName("sun.misc.SignalHandler");
    Object byDefault = handlers.getField("SIG_DFL").get(null);
    Object signal = signals.getConstructor(String.class).newInstance(name);
    var handle = signals.getMethod("handle", signals, handlers);
    Object handler = Proxy.newProxyInstance(
        handlers.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> {
          handle.invoke(null, signal, byDefault);
          interrupted.countDown();
          return null; // What 'handle' returns; the JDK calls nothing else.
        });
    handle.invoke(null, signal, handler);
  }
}
