package org.iasql.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SortedSet;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.junit.ManualClock;
import org.iasql.local.aws.Hostility;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

/** The tutorial's stack comes up and goes down again on bad days. */
@IasqlTest(modules = Stack.MODULES, leaks = Leaks.IGNORE)
class HostileAccountTest {
  private static final int SEEDS = 4;

  @Test
  void endsAsOnAGoodDay(Iasql iasql, SimulatedAws aws, ManualClock clock) {
    SortedSet<String> atFirst = aws.inventory();
    for (int seed = 1; seed <= SEEDS; seed++) {
      aws.hostility(Hostility.of(seed));
      iasql.useTransaction(tx -> {
        Stack.UP.forEach(tx.handle()::execute);
        tx.apply();
      });
      calm(aws, clock);
      assertThat(iasql.planApply()).as("after up with seed %d", seed).isEmpty();

      aws.hostility(Hostility.of(-seed));
      iasql.deleteAllRecords();
      iasql.apply();
      calm(aws, clock);
      assertThat(aws.inventory()).as("after down with seed %d", seed).isEqualTo(atFirst);
    }
    assertThat(aws.faults()).hasSizeGreaterThan(2);
  }

  private static void calm(SimulatedAws aws, ManualClock clock) {
    aws.hostility(Hostility.none());
    clock.advance(Duration.ofMinutes(10));
  }
}
