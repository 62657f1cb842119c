package org.iasql.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.local.wire.NeedsEmulator;
import org.iasql.local.wire.WireIasql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tutorial over HTTP: up, nothing to do, changed, down. */
@NeedsEmulator
class QuickstartWireTest {
  @RegisterExtension
  static final WireIasql WIRE = WireIasql.direct();

  @Test
  void comesUpChangesAndGoesDown() {
    Iasql iasql = WIRE.client();
    StackOutputs up = QuickstartStack.builder().build().up(iasql);
    assertThat(up.changes()).hasSize(12);
    assertThat(up.repositoryUri()).endsWith("/quickstart-repository");
    assertThat(up.healthUrl()).matches("http://.+:8088/health");
    WIRE.assertConverged();

    QuickstartStack changed = QuickstartStack.builder()
        .desiredCount(2)
        .imageTag("next")
        .healthCheckPath("/ready")
        .environment("STAGE", "test")
        .logGroup("quickstart")
        .build();
    assertThat(changed.up(iasql).changes())
        .extracting(Change::toString)
        .containsExactlyInAnyOrder(
            "create log_group quickstart",
            "update target_group quickstart-target",
            "update task_definition quickstart-td",
            "update service quickstart-service");
    WIRE.assertConverged();

    assertThat(changed.down(iasql))
        .hasSizeGreaterThanOrEqualTo(11)
        .extracting(Change::action)
        .containsOnly(Action.DELETE);
    WIRE.assertConverged();
    assertThat(changed.down(iasql)).isEmpty();
  }

  @Test
  void replacesWhatAnotherPortInterrupts() {
    Iasql iasql = WIRE.client();
    QuickstartStack.builder().build().up(iasql);
    QuickstartStack other = QuickstartStack.builder().port(9090).build();
    assertThat(other.up(iasql).changes())
        .anyMatch(change ->
            change.action() == Action.REPLACE && change.tableName().equals("target_group"));
    WIRE.assertConverged();
    other.down(iasql);
    WIRE.assertConverged();
  }
}
