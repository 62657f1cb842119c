package org.iasql.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.iasql.engine.cloud.Patience;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final ManualClock clock = ManualClock.at(START);

  @Test
  void movesForwardOnly() {
    clock.advance(Duration.ofSeconds(5));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
    assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The clock cannot go back by PT5S: give a duration above zero.");
  }

  @Test
  void movesWhereAnEngineWouldSleep() throws InterruptedException {
    Patience patience = clock.patience(Duration.ofMinutes(3));
    patience.pause().sleep(Duration.ofHours(1));
    assertThat(patience.deadline()).isEqualTo(Duration.ofMinutes(3));
    assertThat(patience.clock().instant()).isEqualTo(START.plus(Duration.ofHours(1)));
  }

  @Test
  void endsAnEnginesPauseWhenItsThreadIsInterrupted() {
    Patience patience = clock.patience(Duration.ofMinutes(3));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> patience.pause().sleep(Duration.ofSeconds(1)))
        .isInstanceOf(InterruptedException.class);
  }
}
