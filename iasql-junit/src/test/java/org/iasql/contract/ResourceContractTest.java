package org.iasql.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.iasql.core.Action;
import org.iasql.core.Iasql;
import org.iasql.core.InstalledTable;
import org.iasql.core.RefusedException;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Observed;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every resource type does, whatever it is. */
@IasqlTest(leaks = Leaks.IGNORE)
@Execution(ExecutionMode.CONCURRENT)
class ResourceContractTest {
  static Stream<Named<ResourceCase<?>>> cases() {
    return ResourceCases.all().map(kind -> named(kind.title(), kind));
  }

  static Stream<Named<ResourceCase<?>>> importableCases() {
    return ResourceCases.all()
        .filter(ResourceCase::importable)
        .map(kind -> named(kind.title(), kind));
  }

  static Stream<Named<ResourceCase<?>>> casesWithKeys() {
    return ResourceCases.all().filter(ResourceCase::hasKey).map(kind -> named(kind.title(), kind));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void createsAndConverges(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    T row = contract.up();
    contract.filled(row);
    contract.converged(row);
    contract.readsDirectly(row);
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void changesEveryColumn(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    T first = contract.up();
    assertSoftly(softly -> {
      T row = first;
      for (ColumnChange<T> change : kind.changes(aws)) {
        T before = contract.read(row);
        softly
            .assertThatCode(() -> contract.change(before, change))
            .as(change.toString())
            .doesNotThrowAnyException();
        row = contract.latest(before);
      }
    });
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void deletes(ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    T row = contract.up();
    Observed<T> before = contract.readsDirectly(row);
    contract.delete(row);
    assertThat(contract.apply()).containsExactly(Action.DELETE);
    contract.gone(row);
    contract.readsNothing(row, before);
    assertThat(iasql.apply()).isEmpty();
    contract.rowsAgree();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void recreatesWhatVanished(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    T row = contract.up();
    kind.vanish(aws, row);
    contract.gone(row);
    iasql.useTransaction(tx -> contract.dao(tx).update(kind.toRecreate(row)));
    assertThat(contract.apply()).containsExactly(Action.CREATE);
    contract.filled(contract.read(row));
    contract.converged(contract.read(row));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void hasNothingToDoForARowWhoseResourceVanishedBefore(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    T row = contract.up();
    kind.vanish(aws, row);
    contract.delete(row);
    assertThat(iasql.apply()).isEmpty();
    contract.rowsAgree();
    contract.gone(row);
  }

  @ParameterizedTest
  @MethodSource("importableCases")
  <T extends Resource<T>> void importsWhatWasThere(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    kind.makeReadOnly(aws);
    kind.makePrerequisites(aws);
    String identity = kind.make(aws);
    List<InstalledTable> tables = iasql.install(kind.modules().toArray(String[]::new));
    List<T> rows = iasql.withTransaction(tx -> contract.dao(tx).findAll());
    assertThat(tables)
        .filteredOn(table -> table.createdTableName().equals(kind.type().table()))
        .extracting(InstalledTable::recordCount)
        .containsExactly(rows.size());
    assertThat(rows).extracting(row -> kind.identity(row)).contains(Optional.of(identity));
    T row = contract.ofIdentity(identity);
    contract.filled(row);
    contract.converged(row);
    contract.delete(row);
    assertThat(contract.apply()).containsExactly(Action.DELETE);
    contract.gone(row);
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void takesOnlyTheUsersChangeFromARowWithStaleColumns(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) throws SQLException {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    contract.install();
    iasql.useTransaction(kind::insertPrerequisites);
    iasql.apply();
    T inserted = contract.insert();
    ObjectNode stale = contract.columns(inserted);
    iasql.apply();
    T row = contract.read(inserted);
    ObjectNode before = contract.columns(row);
    Optional<ColumnChange<T>> change = kind.changes(aws).stream()
        .filter(each -> each.action().equals(Optional.of(Action.UPDATE)))
        .filter(each -> before.has(each.column()))
        .findFirst();
    change.ifPresent(each -> stale.set(each.column(), contract.changed(row, each)));
    List<String> notices = contract.writeEveryColumn(stale);
    String identity = kind.identityColumn();
    assertThat(notices)
        .anyMatch(text -> text.contains(identity) && text.contains("is assigned by AWS"));
    assertThat(contract.apply())
        .isEqualTo(change.map(each -> List.of(Action.UPDATE)).orElse(List.of()));
    ObjectNode after = contract.columns(contract.read(row));
    change.ifPresent(each -> before.set(each.column(), after.get(each.column())));
    if (kind.updateChangesIdentity()) {
      kind.type().attributes().stream()
          .filter(each -> each.behaviour() == Behaviour.ASSIGNED)
          .forEach(each -> before.set(each.column(), after.get(each.column())));
    }
    assertThat(after).isEqualTo(before);
    contract.converged(contract.read(row));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void takesARowInsertedAgainForTheSame(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    T row = contract.up();
    T again = iasql.withTransaction(tx -> {
      contract.dao(tx).delete(row);
      return contract.dao(tx).insert(kind.valueAgain(tx));
    });
    assertThat(iasql.apply()).isEmpty();
    contract.filled(contract.read(again));
    assertThat(kind.identity(contract.read(again))).isEqualTo(kind.identity(row));
    contract.converged(contract.read(again));
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T extends Resource<T>> void leavesNothingOfAPreviewThatIsRolledBack(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    contract.install();
    SortedSet<String> before = aws.inventory();
    List<T> rows = iasql.withTransaction(tx -> contract.dao(tx).findAll());
    iasql.useTransaction(tx -> {
      kind.insertPrerequisites(tx);
      contract.dao(tx).insert(kind.value(tx));
      assertThat(contract.ofTable(tx.planApply())).contains(Action.CREATE);
      tx.rollback();
    });
    assertThat(iasql.<List<T>>withTransaction(tx -> contract.dao(tx).findAll())).isEqualTo(rows);
    assertThat(aws.inventory()).isEqualTo(before);
    assertThat(iasql.planApply()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("casesWithKeys")
  <T extends Resource<T>> void refusesAForeignResourceUntilItIsAdopted(
      ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    Contract<T> contract = new Contract<>(kind, iasql, aws);
    kind.makePrerequisites(aws);
    contract.install();
    String identity = kind.make(aws);
    T row = contract.insert();
    assertThatThrownBy(iasql::apply)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("exists in AWS already")
        .hasMessageContaining("iasql_adopt('" + kind.type().table() + "'");
    iasql.adopt(kind.type().table(), row.id().orElse(0));
    assertThat(contract.apply()).isSubsetOf(Action.UPDATE);
    T adopted = contract.read(row);
    assertThat(kind.identity(adopted)).contains(identity);
    contract.filled(adopted);
    contract.converged(adopted);
    contract.delete(adopted);
    assertThat(contract.apply()).containsExactly(Action.DELETE);
  }
}
