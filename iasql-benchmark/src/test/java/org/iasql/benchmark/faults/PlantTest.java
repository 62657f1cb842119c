package org.iasql.benchmark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The runs are worth something only if they notice a bug. */
@Execution(ExecutionMode.CONCURRENT)
class PlantTest {
  @ParameterizedTest
  @EnumSource
  void isNoticed(Plant bug) {
    assertThat(bug.isNoticed()).isTrue();
  }
}
