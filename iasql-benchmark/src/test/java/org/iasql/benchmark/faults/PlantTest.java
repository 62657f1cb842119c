package org.iasql.benchmark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The runs are worth something only if they notice a bug. */
class PlantTest {
  @ParameterizedTest
  @EnumSource
  void isNoticed(Plant bug) {
    assertThat(bug.isNoticed()).isTrue();
  }
}
