package org.iasql.benchmark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the runs notice without a bug would be their own fault; alone, because a starved run waits in vain. */
@Isolated
class NoPlantTest {
  @Test
  void nothingIsNoticedWithoutABug() {
    assertThat(Plant.isAnythingNoticedWithoutBug()).isFalse();
  }
}
