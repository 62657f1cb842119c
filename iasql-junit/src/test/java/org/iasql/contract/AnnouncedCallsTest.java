package org.iasql.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.iasql.core.Action;
import org.iasql.core.Iasql;
import org.iasql.core.plan.ChangeDetails;
import org.iasql.core.plan.ColumnDetails;
import org.iasql.core.resource.Resource;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.Call;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plan says of each type's changes holds when they are applied. */
@IasqlTest(leaks = Leaks.IGNORE)
@Execution(ExecutionMode.CONCURRENT)
class AnnouncedCallsTest {
  static Stream<Named<ResourceCase<?>>> cases() {
    return ResourceCases.all().map(kind -> named(kind.title(), kind));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void areAllThatAnApplyMakes(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    contract.install();
    iasql.useTransaction(kind::insertPrerequisites);
    assertAnnounced(iasql, aws);
    T row = contract.insert();
    assertAnnounced(iasql, aws);
    for (ColumnChange<T> change : kind.changes(aws)) {
      if (change.refusal().isEmpty()) {
        T before = contract.read(row);
        row =
            iasql.withTransaction(tx -> contract.dao(tx).update(change.change().apply(before, tx)));
        assertAnnounced(iasql, aws);
      }
    }
    contract.delete(contract.read(row));
    assertAnnounced(iasql, aws);
  }

  private static void assertAnnounced(Iasql iasql, SimulatedAws aws) {
    List<ChangeDetails> plan = iasql.planDetails();
    assertThat(plan)
        .extracting(c -> c.action() + " " + c.tableName() + " " + c.id() + " " + c.description())
        .isEqualTo(iasql.planApply().stream()
            .map(c -> c.action() + " " + c.tableName() + " " + c.id() + " " + c.description())
            .toList());
    plan.forEach(AnnouncedCallsTest::assertExplained);
    int before = aws.calls().mutating().size();
    iasql.apply();
    // The old half of a replacement goes after COMMIT; a writing call waits for that.
    assertThat(iasql.apply()).isEmpty();
    Set<String> made = new TreeSet<>();
    List<Call> mutating = aws.calls().mutating();
    mutating
        .subList(before, mutating.size())
        .forEach(call -> made.add(call.service() + ":" + call.operation()));
    Set<String> announced = new TreeSet<>();
    plan.forEach(change -> announced.addAll(change.calls()));
    assertThat(announced).as("calls of %s", plan).containsAll(made);
    assertThat(plan)
        .as("nothing is done without a call")
        .allSatisfy(change -> assertThat(change.calls()).isNotEmpty());
  }

  private static void assertExplained(ChangeDetails change) {
    boolean changed = change.columns().stream().anyMatch(ColumnDetails::changed);
    assertThat(changed || change.reason().isPresent())
        .as("%s is explained", change)
        .isTrue();
    assertThat(change.waitsFor()).doesNotContain(change.number());
    if (change.action() == Action.REPLACE) {
      assertThat(change.reason())
          .hasValueSatisfying(reason -> assertThat(reason)
              .matches(".*AWS cannot change.*(this interrupts|goes after COMMIT)\\."));
    }
  }
}
