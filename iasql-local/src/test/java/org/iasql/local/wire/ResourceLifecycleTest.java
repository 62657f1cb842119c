package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.local.LocalIasql;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One body for every resource type: created, changed, imported and deleted over the wire. */
@NeedsEmulator
class ResourceLifecycleTest {
  @RegisterExtension
  static final WireIasql WIRE = WireIasql.directForTidyTests();

  static Stream<Lifecycle> lifecycles() {
    return Lifecycles.all();
  }

  @ParameterizedTest
  @MethodSource("lifecycles")
  void livesOverTheWire(Lifecycle life) {
    WIRE.client().install(life.module());
    WIRE.assertConverged();

    assertThat(WIRE.apply(life.rows())).anyMatch(is(Action.CREATE, life));
    assertThat(WireIasql.count(WIRE.client(), life)).isEqualTo(1);
    WIRE.assertConverged();
    DirectReads.assertEqualToLists();

    for (String update : life.updates()) {
      assertThat(WIRE.apply(List.of(update)))
          .as(update)
          .anyMatch(is(Action.UPDATE, life).or(is(Action.REPLACE, life)));
      assertThat(WireIasql.count(WIRE.client(), life)).as(update).isEqualTo(1);
      WIRE.assertConverged();
    }

    importsIntoAnotherDatabase(life);

    assertThat(WIRE.apply(life.end())).anyMatch(is(Action.DELETE, life));
    assertThat(WireIasql.count(WIRE.client(), life)).isZero();
    WIRE.assertConverged();
  }

  private static void importsIntoAnotherDatabase(Lifecycle life) {
    try (LocalIasql another = WIRE.another()) {
      another.client().install(life.module());
      assertThat(WireIasql.count(another.client(), life)).as("imported").isEqualTo(1);
      WireIasql.assertConverged(another.client());
    }
  }

  private static Predicate<Change> is(Action action, Lifecycle life) {
    return change -> change.action() == action && change.tableName().equals(life.table());
  }
}
