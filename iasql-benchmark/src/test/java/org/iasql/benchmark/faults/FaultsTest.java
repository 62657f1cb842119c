package org.iasql.benchmark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A sample of {@code ./bench faults} and of {@code ./bench random}. */
class FaultsTest {
  /** The first shows the faults alone, the second in a hostile cloud. */
  private static final int SEEDS = 2;

  private static final int SECONDS = 10;

  @Test
  void leavesRowsAndCloudAgreed() {
    assertThat(Exhaustion.run(SEEDS, true)).isTrue();
  }

  @Test
  void leavesRowsAndCloudAgreedAfterRandomChanges() {
    assertThat(RandomRuns.run(SECONDS, 1)).isTrue();
  }
}
