package org.iasql.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.iasql.core.Action;
import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceJson;
import org.iasql.engine.aws.Observed;
import org.iasql.local.aws.SimulatedAws;
import org.jspecify.annotations.Nullable;

/** A case at work: its row in a database, and the account behind that. */
final class Contract<T extends Resource<T>> {
  private final ResourceCase<T> kind;
  private final Iasql iasql;
  private final SimulatedAws aws;
  private Optional<T> latest = Optional.empty();

  Contract(ResourceCase<T> kind, Iasql iasql, SimulatedAws aws) {
    this.kind = kind;
    this.iasql = iasql;
    this.aws = aws;
  }

  /** A region that is not the default one, enabled for rows. */
  static String otherRegion(IasqlTransaction tx) {
    tx.handle().execute("UPDATE aws_regions SET is_enabled = true WHERE region = 'us-west-2'");
    return "us-west-2";
  }

  /** Installs the modules, inserts what the row needs and the row, and applies. */
  T up() {
    install();
    iasql.useTransaction(kind::insertPrerequisites);
    iasql.apply();
    T row = insert();
    assertThat(apply()).as("first apply").containsExactly(Action.CREATE);
    return read(row);
  }

  void install() {
    kind.makeReadOnly(aws);
    iasql.install(kind.modules().toArray(String[]::new));
  }

  T insert() {
    return iasql.withTransaction(tx -> dao(tx).insert(kind.value(tx)));
  }

  ResourceDao<T> dao(IasqlTransaction tx) {
    return tx.dao(kind.dao());
  }

  /** The row as it is now. */
  T read(T row) {
    return find(row).orElseThrow(() -> new AssertionError("The row is gone: " + row));
  }

  Optional<T> find(T row) {
    return iasql.withTransaction(tx -> dao(tx).find(row.ref()));
  }

  void delete(T row) {
    assertThat(iasql.<Boolean>withTransaction(tx -> dao(tx).delete(row))).isTrue();
  }

  /** Applies, and returns what was done to the case's own table. */
  List<Action> apply() {
    return ofTable(iasql.apply());
  }

  List<Action> ofTable(List<Change> changes) {
    return changes.stream()
        .filter(change -> change.tableName().equals(kind.type().table()))
        .map(Change::action)
        .toList();
  }

  /** Without what AWS adds to a new resource, which may be of the same table. */
  private List<Action> ofRow(List<Change> changes, T row) {
    return ofTable(changes.stream()
        .filter(change -> row.id().isEmpty() || change.id().equals(row.id()))
        .toList());
  }

  /** Nothing is left to do in either direction, and AWS has what the row says. */
  void converged(T row) {
    assertThat(iasql.apply()).as("second apply").isEmpty();
    rowsAgree();
    agrees(row);
  }

  /** A sync has nothing to do, but to take over what AWS counts and marks in other resources. */
  void rowsAgree() {
    assertThat(iasql.planSync())
        .as("plan of sync")
        .filteredOn(change -> !isCounted(change))
        .isEmpty();
  }

  /** A subnet's free addresses, and whether a certificate is in use, change with what uses them. */
  private boolean isCounted(Change change) {
    return change.action() == Action.UPDATE
        && List.of("subnet", "certificate").contains(change.tableName())
        && !kind.type().table().equals(change.tableName());
  }

  void agrees(T row) {
    CloudColumns cloud =
        kind.read(aws, row).orElseThrow(() -> new AssertionError("AWS has no " + row));
    assertThat(wished(row, cloud.texts())).as("the row and AWS").isEqualTo(cloud.texts());
  }

  /** What a list has for a row is what direct reads have too; returns it. */
  Observed<T> readsDirectly(T row) {
    DirectReads<T> reads = new DirectReads<>(kind.type(), aws);
    Observed<T> listed = reads.listed(row, kind.identity(row));
    reads.finds(row, listed, operations());
    return listed;
  }

  void readsNothing(T row, Observed<T> before) {
    new DirectReads<>(kind.type(), aws).gone(row, before, operations());
  }

  /** What the steps of all applies have tagged their resources with. */
  private List<String> operations() {
    return iasql.withHandle(handle -> handle
        .createQuery(
            "SELECT opid || '/' || step FROM public.iasql_operation_step WHERE table_name = '"
                + kind.type().table() + "'")
        .mapTo(String.class)
        .list());
  }

  void gone(T row) {
    assertThat(kind.read(aws, row)).as("AWS").isEmpty();
  }

  /** Every assigned column has content, but those that the case leaves empty. */
  void filled(T row) {
    ObjectNode json = kind.type().toJson(row);
    List<String> empty = kind.type().attributes().stream()
        .filter(
            a -> !a.settable() && a.parts().isEmpty() && json.path(a.column()).isNull())
        .map(a -> a.column())
        .toList();
    assertThat(empty)
        .as("columns left empty")
        .containsExactlyInAnyOrderElementsOf(kind.leftEmpty());
  }

  /** Makes one change, applies it, and looks whether what had to happen has. */
  void change(T before, ColumnChange<T> change) {
    if (change.refusal().isPresent()) {
      assertThatThrownBy(() -> iasql.useTransaction(tx -> {
            dao(tx).update(change.change().apply(before, tx));
            tx.apply();
          }))
          .hasMessageContaining(change.refusal().get());
      converged(before);
      return;
    }
    T row = iasql.withTransaction(tx -> dao(tx).update(change.change().apply(before, tx)));
    latest = Optional.of(row);
    assertThat(ofRow(iasql.apply(), row))
        .as("what apply does")
        .containsExactlyElementsOf(change.action().stream().toList());
    T after = read(row);
    latest = Optional.of(after);
    filled(after);
    converged(after);
    readsDirectly(after);
    boolean replaced = change.action().equals(Optional.of(Action.REPLACE));
    boolean same = kind.identity(after).equals(kind.identity(before));
    if (replaced && same && kind.replacementKeepsIdentity()) {
      return;
    }
    boolean moved = change.action().isPresent() && kind.updateChangesIdentity();
    assertThat(same).as("the same resource").isEqualTo(!replaced && !moved);
    if (replaced) {
      gone(before);
    }
  }

  /** The row as the last change left it. */
  T latest(T before) {
    return latest.flatMap(this::find).orElse(before);
  }

  /** The row that stands for what AWS knows by an id or ARN. */
  T ofIdentity(String identity) {
    return iasql.withTransaction(tx -> dao(tx).findAll()).stream()
        .filter(row -> kind.identity(row).equals(Optional.of(identity)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No row stands for " + identity));
  }

  /** The columns of a row's own table. */
  ObjectNode columns(T row) {
    String key = row.ref().row().orElseThrow().toString();
    String json = iasql.withHandle(handle -> handle
        .createQuery("SELECT to_jsonb(t)::text FROM public.%s t WHERE %s::text = ?"
            .formatted(kind.type().table(), kind.type().primaryKey()))
        .bind(0, key)
        .mapTo(String.class)
        .one());
    return parse(json);
  }

  /** What a change would write into its column. */
  JsonNode changed(T row, ColumnChange<T> change) {
    T wish = iasql.withTransaction(tx -> change.change().apply(row, tx));
    iasql.apply();
    return kind.type().toJson(wish).get(change.column());
  }

  /** Writes a row as an ORM does, every column of it; the NOTICEs that the database answers with. */
  List<String> writeEveryColumn(ObjectNode columns) throws SQLException {
    String key = kind.type().primaryKey();
    List<String> names = new ArrayList<>();
    columns.fieldNames().forEachRemaining(names::add);
    names.remove(key);
    String sets = names.stream().map(c -> c + " = new." + c).collect(Collectors.joining(", "));
    String sql =
        "UPDATE public.%1$s t SET %2$s FROM jsonb_populate_record(NULL::public.%1$s, ?::jsonb) new WHERE t.%3$s = new.%3$s"
            .formatted(kind.type().table(), sets, key);
    return iasql.<List<String>, SQLException>withHandle(handle -> {
      try (var statement = handle.getConnection().prepareStatement(sql)) {
        statement.setString(1, columns.toString());
        assertThat(statement.executeUpdate()).isEqualTo(1);
        return notices(statement.getWarnings());
      }
    });
  }

  private static List<String> notices(@Nullable SQLWarning first) {
    List<String> notices = new ArrayList<>();
    for (SQLWarning each = first; each != null; each = each.getNextWarning()) {
      notices.add(String.valueOf(each.getMessage()));
    }
    return notices;
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) ResourceJson.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, String> wished(T row, Map<String, String> columns) {
    ObjectNode json = kind.type().toJson(row);
    Map<String, String> wishes = new TreeMap<>();
    iasql.useTransaction(tx -> {
      TableReferences references = TableReferences.of(kind.type(), tx.handle());
      for (String column : columns.keySet()) {
        JsonNode wish = json.path(column);
        wishes.put(
            column,
            CloudColumns.empty()
                .with(column, references.identities(column, texts(wish)))
                .texts()
                .get(column));
      }
    });
    return wishes;
  }

  private static List<String> texts(JsonNode wish) {
    List<String> texts = new ArrayList<>();
    if (wish.isArray()) {
      wish.forEach(element -> texts.add(element.asText()));
    } else if (!wish.isNull() && !wish.isMissingNode()) {
      texts.add(wish.isObject() ? wish.toString() : wish.asText());
    }
    return texts;
  }
}
