package org.iasql.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.iasql.core.IasqlException;

/** Waits until a service's tasks run and get requests, and the server itself answers. */
final class HealthWait {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final StackDeployment aws;
  private final ServiceTarget service;
  private final Optional<URI> health;
  private final Consumer<ServiceState> progress;

  /**
   * Prepares to wait.
   *
   * @param health what is asked for at the end; empty if it cannot be reached from here
   */
  HealthWait(
      StackDeployment aws,
      ServiceTarget service,
      Optional<URI> health,
      Consumer<ServiceState> progress) {
    this.aws = aws;
    this.service = service;
    this.health = health;
    this.progress = progress;
  }

  ServiceState await(String stack, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      ServiceState state = aws.look(service);
      progress.accept(state);
      if (state.desired() == 0) {
        throw new IasqlException(
            "Stack '%s' cannot become healthy: its service shall run no task. Set desiredCount to 1 or more, and bring it up."
                .formatted(stack));
      }
      Optional<String> answer = state.isSettled() ? unhealthyAnswer() : Optional.empty();
      if (state.isSettled() && answer.isEmpty()) {
        return state;
      }
      Optional<String> over = state.rolloutFailure().isPresent()
          ? Optional.of("is not healthy: ECS gave its deployment up")
          : System.nanoTime() - end >= 0
              ? Optional.of("is not healthy after " + seconds(timeout))
              : Optional.empty();
      if (over.isPresent()) {
        throw new IasqlException(Diagnosis.of(stack, over.get(), service, state, answer));
      }
      pause(Math.min(PAUSE.toNanos(), Math.max(1, end - System.nanoTime())));
    }
  }

  /** What the server answers instead of 2xx, if it does. */
  private Optional<String> unhealthyAnswer() {
    return health.flatMap(uri -> {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).GET().build();
      try {
        int status =
            aws.http().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status >= 200 && status < 300
            ? Optional.empty()
            : Optional.of("GET %s answered %d".formatted(uri, status));
      } catch (IOException e) {
        return Optional.of("GET %s got no answer: %s".formatted(uri, reason(e)));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    });
  }

  private static String reason(IOException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof UnresolvedAddressException
        ? "its name has no address yet"
        : failure.getClass().getSimpleName()
            + Optional.ofNullable(failure.getMessage())
                .map(text -> " (" + text + ")")
                .orElse("");
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IasqlException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IasqlException(
        "The wait for a healthy stack was interrupted. Nothing was changed; wait again.", e);
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
