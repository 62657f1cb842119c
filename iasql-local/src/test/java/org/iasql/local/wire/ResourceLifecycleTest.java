package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One body for every resource type: created, changed, imported and deleted over the wire. */
@NeedsEmulator
class ResourceLifecycleTest {
  @RegisterExtension
  static final WireIasql WIRE = WireIasql.direct();

  static Stream<Lifecycle> lifecycles() {
    return Lifecycles.all();
  }

  @ParameterizedTest
  @MethodSource("lifecycles")
  void livesOverTheWire(Lifecycle life) {
    WIRE.client().install(life.module());
    WIRE.assertConverged();

    assertThat(WIRE.apply(life.rows())).anyMatch(is(Action.CREATE, life));
    assertThat(WIRE.count(life.table(), life.condition())).isEqualTo(1);
    WIRE.assertConverged();

    for (String update : life.updates()) {
      assertThat(WIRE.apply(List.of(update)))
          .as(update)
          .anyMatch(is(Action.UPDATE, life).or(is(Action.REPLACE, life)));
      assertThat(WIRE.count(life.table(), life.condition())).as(update).isEqualTo(1);
      WIRE.assertConverged();
    }

    WIRE.importAgain();
    assertThat(WIRE.count(life.table(), life.condition())).as("imported").isEqualTo(1);
    WIRE.assertConverged();

    assertThat(WIRE.apply(life.end())).anyMatch(is(Action.DELETE, life));
    assertThat(WIRE.count(life.table(), life.condition())).isZero();
    WIRE.assertConverged();
  }

  private static Predicate<Change> is(Action action, Lifecycle life) {
    return change -> change.action() == action && change.tableName().equals(life.table());
  }
}
