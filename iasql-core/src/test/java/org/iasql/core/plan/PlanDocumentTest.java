package org.iasql.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iasql.core.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanDocumentTest {
  @Test
  void comesBackAsItWent() {
    PlanDocument plan = SamplePlan.ofSize(40);
    assertThat(PlanDocument.fromJson(plan.toJson())).isEqualTo(plan);
    assertThat(plan.toJson()).endsWith("}\n");
  }

  @Test
  void ignoresFieldsThatWereAddedLater() {
    PlanDocument plan = SamplePlan.ofSize(1);
    assertThat(PlanDocument.fromTree(plan.toTree().put("cost", 3))).isEqualTo(plan);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "{", "{\"format\": \"iasql-plan\""})
  void refusesWhatIsNoJson(String text) {
    assertThatThrownBy(() -> PlanDocument.fromJson(text))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("This is no saved plan: it is no JSON (")
        .hasMessageEndingWith("Give what iasql_plan_json() returned, unchanged.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{}", "{\"format\": 1}"})
  void refusesWhatIsNoPlan(String text) {
    assertThatThrownBy(() -> PlanDocument.fromJson(text))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it has no \"format\": \"iasql-plan\"");
  }

  @Test
  void refusesANewerVersion() {
    assertThatThrownBy(() -> PlanDocument.fromTree(SamplePlan.ofSize(1).toTree().put("version", 2)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("of version 2, made by IaSQL 0.1.0, and this one reads version 1");
  }

  @Test
  void refusesAFieldOfAnotherKind() {
    assertThatThrownBy(
            () -> PlanDocument.fromTree(SamplePlan.ofSize(1).toTree().put("changes", "none")))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("The saved plan cannot be read: ");
  }
}
