package org.iasql.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedCallTest {
  private static TimedCall call(long start, long end) {
    return new TimedCall("DescribeVpcs", Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
  }

  @Test
  void countsCallsAtTheSameTimeOnce() {
    assertThat(TimedCall.longestChain(List.of(call(0, 80), call(5, 85), call(79, 159))))
        .isEqualTo(1);
  }

  @Test
  void countsCallsThatWaitedForOneAnother() {
    assertThat(TimedCall.longestChain(List.of(call(161, 241), call(0, 80), call(80, 160))))
        .isEqualTo(3);
  }

  @Test
  void countsShortCallsBesideALongOne() {
    assertThat(TimedCall.longestChain(List.of(call(0, 300), call(0, 80), call(90, 170))))
        .isEqualTo(2);
  }

  @Test
  void hasNoChainWithoutCalls() {
    assertThat(TimedCall.longestChain(List.of())).isZero();
  }
}
