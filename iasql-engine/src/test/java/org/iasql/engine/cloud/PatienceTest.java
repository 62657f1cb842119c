package org.iasql.engine.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void refusesADeadlineOfZeroOrLess() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> patience(Duration.ZERO, SECOND, SECOND, 1, SECOND))
        .withMessage(
            "The deadline is 0 s: every wait would be given up before AWS could answer. Give one above zero, such as Duration.ofMinutes(10).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> patience(Duration.ofMillis(-1500), SECOND, SECOND, 1, SECOND))
        .withMessageStartingWith("The deadline is -1.5 s:");
  }

  @Test
  void reportsEveryProblemAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            patience(Duration.ZERO, SECOND.negated(), SECOND.multipliedBy(-2), 0, SECOND.negated()))
        .withMessageContaining("The deadline is 0 s:")
        .withMessageContaining("The first pause is -1 s:")
        .withMessageContaining("The longest pause is -2 s, which is shorter than the first, -1 s.")
        .withMessageContaining("The number of read attempts is 0:")
        .withMessageContaining("The lag is -1 s:");
  }

  @Test
  void acceptsAnAccountThatDoesNotLag() {
    Patience patience = patience(SECOND, SECOND, SECOND, 1, Duration.ZERO);
    assertThat(patience.lag()).isZero();
  }

  @Test
  void pausesTwiceAsLongEachTimeUpToTheLongest() {
    HandClock clock = new HandClock();
    for (int attempt = 0; attempt < 8; attempt++) {
      clock.patience().rest(attempt);
    }
    assertThat(clock.pauses())
        .extracting(Duration::toMillis)
        .containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L);
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    Patience patience =
        new Patience(SECOND, SECOND, SECOND, 1, SECOND, InstantSource.system(), duration -> {
          throw new InterruptedException();
        });
    assertThatThrownBy(() -> patience.rest(0)).hasMessage("The engine was stopped while it waited");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Patience patience(
      Duration deadline, Duration first, Duration longest, int attempts, Duration lag) {
    return new Patience(
        deadline, first, longest, attempts, lag, InstantSource.system(), duration -> {});
  }
}
