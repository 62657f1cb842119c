package org.iasql.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.JsonDocument;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.QuickstartStackBuilder;
import org.junit.jupiter.api.Test;

@IasqlTest
class IamPolicyTest {
  @Test
  void allowsWhatAStackNeedsAndNothingElse(Iasql iasql, SimulatedAws aws) {
    QuickstartStackBuilder stack = QuickstartStack.builder();
    stack.build().up(iasql);
    stack.desiredCount(2).imageTag("next").healthCheckPath("/ready").logGroup("quickstart");
    stack.build().up(iasql);
    stack.port(9000).build().up(iasql);
    stack.internal().build().up(iasql);
    aws.ecr()
        .putImage(r -> r.repositoryName("quickstart-repository")
            .imageTag("next")
            .imageManifest("{\"schemaVersion\": 2}"));
    assertThatThrownBy(() -> stack.build().down(iasql)).isInstanceOf(RefusedException.class);
    stack.deleteImages().build().down(iasql);
    assertThat(aws.calls().all())
        .filteredOn(call -> !call.operation().equals("PutImage"))
        .extracting(call -> call.service() + ":" + call.operation())
        .contains(IamPolicy.CALLS.toArray(String[]::new))
        .isSubsetOf(IamPolicy.CALLS);
  }

  @Test
  void isAJsonDocument() {
    assertThat(JsonDocument.parse(IamPolicy.document()).root().at("/Statement/0/Action"))
        .hasSizeGreaterThan(IamPolicy.CALLS.size());
  }
}
