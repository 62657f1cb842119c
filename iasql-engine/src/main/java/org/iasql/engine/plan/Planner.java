package org.iasql.engine.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iasql.core.Action;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.plan.References.Reference;

/**
 * Says what apply has to do so that the account agrees with the rows. It is pure: the same world gives
 * the same plan.
 */
public final class Planner {
  private enum Fate {
    NEW_IDENTITY,
    REPLACED_IN_PLACE
  }

  private final Schema schema;
  private final World world;
  private final Matching matching;
  private final List<PlannedChange<?>> changes = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Map<String, Map<String, Fate>> fates = new HashMap<>();
  private final Map<String, Set<String>> regionOfRow = new HashMap<>();

  private Planner(Schema schema, World world) {
    this.schema = schema;
    this.world = world;
    this.matching = new Matching(schema, world);
  }

  /** Plans without any effect. */
  public static Plan plan(Schema schema, World world) {
    Planner planner = new Planner(schema, world);
    schema.mappers().forEach(planner::rememberRegions);
    schema.mappers().forEach(planner::planWishes);
    schema.mappers().forEach(planner::refuseTakenKeys);
    schema.mappers().forEach(planner::planDeletes);
    return planner.result();
  }

  private Plan result() {
    List<Match<?>> matches = new ArrayList<>();
    List<Plan.Restored> restored = new ArrayList<>();
    Set<LedgerEntry> vanished = new HashSet<>(world.ledger());
    for (ResourceMapper<?> mapper : schema.mappers()) {
      matches.addAll(matching.matches(mapper.type()));
      world.cloud(mapper.type()).forEach(o -> vanished.remove(entry(mapper, o)));
      matching.unmatchedCloud(mapper.type()).stream()
          .filter(Observed::madeByAws)
          .filter(o -> standsOnRows(mapper, o, restored))
          .forEach(o -> restored.add(new Plan.Restored(mapper.type().table(), o)));
    }
    vanished.removeIf(entry -> schema.mapper(entry.table()).isEmpty());
    return new Plan(
        List.copyOf(changes), List.copyOf(refusals), matches, restored, List.copyOf(vanished));
  }

  /** A default group whose VPC has no row, because it is to go or is a stranger's, gets none either. */
  @SuppressWarnings("unchecked")
  private <T extends Resource<T>> boolean standsOnRows(
      ResourceMapper<T> mapper, Observed<?> observed, List<Plan.Restored> restored) {
    ObjectNode json = mapper.type().toJson((T) observed.value());
    return schema.references(mapper.type()).in(json).stream()
        .allMatch(reference -> reference.cloud().stream()
            .allMatch(identity -> matching.rowOf(reference.target(), identity).isPresent()
                || identity.equals(observed.identity())
                || restored.stream()
                    .anyMatch(r -> r.table().equals(reference.target())
                        && r.observed().identity().equals(identity))));
  }

  private static LedgerEntry entry(ResourceMapper<?> mapper, Observed<?> observed) {
    return new LedgerEntry(mapper.type().table(), observed.identity(), observed.incarnation());
  }

  private <T extends Resource<T>> void planWishes(ResourceMapper<T> mapper) {
    if (mapper.readOnly()) {
      return;
    }
    for (Row<T> row : matching.unmatchedRows(mapper.type())) {
      refuseOtherRegions(row);
      changes.add(PlannedChange.create(mapper, row));
    }
    for (Match<T> match : matching.matches(mapper.type())) {
      planMatch(match);
    }
  }

  private <T extends Resource<T>> void planMatch(Match<T> match) {
    String table = match.mapper().type().table();
    if (!match.observed().madeByAws() && !world.holds(table, match.observed())) {
      refusals.add(foreign(match));
      return;
    }
    List<Reference> moved = schema
        .references(match.mapper().type())
        .in(match.row().json())
        .stream()
        .filter(reference -> fate(reference).isPresent())
        .toList();
    if (moved.stream().anyMatch(Reference::replaces) || differsInWhatReplaces(match)) {
      planReplace(match, moved);
    } else if (!moved.isEmpty() || !match.desired().equals(match.actual())) {
      add(PlannedChange.of(Action.UPDATE, match, false), match.row());
      refuseOtherRegions(match.row());
    }
  }

  private <T extends Resource<T>> void planReplace(Match<T> match, List<Reference> moved) {
    if (match.observed().madeByAws()) {
      refusals.add(
          "%s '%s' (%s) was made by AWS itself and is never deleted, so it cannot be replaced. Set the row back, or insert a row of your own beside it."
              .formatted(
                  match.mapper().type().table(),
                  match.row().value().describe(),
                  match.observed().identity()));
      return;
    }
    boolean ownerReplacedInPlace = moved.stream()
        .anyMatch(r -> r.replaces() && fate(r).equals(Optional.of(Fate.REPLACED_IN_PLACE)));
    Match<T> wish = isElsewhere(match) ? match.withoutDefaults() : match;
    boolean interrupts =
        ownerReplacedInPlace || sameKey(match) || match.mapper().excludesItsReplacement();
    add(PlannedChange.of(Action.REPLACE, wish, interrupts), match.row());
    refuseOtherRegions(match.row());
  }

  /** Whether the new one is in another place than the old one, where AWS's choices do not fit. */
  private <T extends Resource<T>> boolean isElsewhere(Match<T> match) {
    ObjectNode actual = match.mapper().type().toJson(match.actual());
    return schema.references(match.mapper().type()).in(match.row().json()).stream()
        .filter(Reference::replaces)
        .anyMatch(r -> fate(r).equals(Optional.of(Fate.NEW_IDENTITY))
            || !r.value().equals(actual.path(r.column())));
  }

  private void add(PlannedChange<?> change, Row<?> row) {
    changes.add(change);
    boolean newIdentity =
        change.action() == Action.REPLACE || change.mapper().updateChangesIdentity();
    if (newIdentity) {
      fates
          .computeIfAbsent(change.table(), t -> new HashMap<>())
          .put(row.key(), change.interrupts() ? Fate.REPLACED_IN_PLACE : Fate.NEW_IDENTITY);
    }
  }

  private Optional<Fate> fate(Reference reference) {
    return reference
        .row()
        .map(key -> fates.getOrDefault(reference.target(), Map.of()).get(key));
  }

  private static <T extends Resource<T>> boolean differsInWhatReplaces(Match<T> match) {
    ResourceType<T> type = match.mapper().type();
    if (match.desired().equals(match.actual())) {
      return false;
    }
    ObjectNode desired = type.toJson(match.desired());
    ObjectNode actual = type.toJson(match.actual());
    return type.attributes().stream()
        .filter(Attribute::replaces)
        .anyMatch(a -> !Values.same(desired.path(a.column()), actual.path(a.column())));
  }

  /** Whether the new one would have the key of the old one, so that AWS cannot have both. */
  private <T extends Resource<T>> boolean sameKey(Match<T> match) {
    ResourceType<T> type = match.mapper().type();
    List<Attribute> names =
        type.keys().stream().filter(a -> !a.column().equals("region")).toList();
    ObjectNode desired = type.toJson(match.desired());
    ObjectNode actual = type.toJson(match.actual());
    boolean inNewOwner = schema.references(type).in(desired).stream()
        .filter(r -> names.stream().anyMatch(a -> a.column().equals(r.column())))
        .anyMatch(r -> fate(r).equals(Optional.of(Fate.NEW_IDENTITY)));
    boolean inOtherRegion =
        desired.path("region").isTextual() && !desired.path("region").equals(actual.path("region"));
    return !names.isEmpty()
        && !inNewOwner
        && !inOtherRegion
        && names.stream()
            .allMatch(a -> Values.same(desired.path(a.column()), actual.path(a.column())));
  }

  private <T extends Resource<T>> void refuseTakenKeys(ResourceMapper<T> mapper) {
    refusals.addAll(new TakenKeys<>(mapper, world, matching).refusals(changes));
  }

  private <T extends Resource<T>> void planDeletes(ResourceMapper<T> mapper) {
    if (mapper.readOnly()) {
      return;
    }
    matching.unmatchedCloud(mapper.type()).stream()
        .filter(o -> !o.madeByAws() && world.holds(mapper.type().table(), o))
        .forEach(o -> changes.add(PlannedChange.delete(mapper, o)));
  }

  private void rememberRegions(ResourceMapper<?> mapper) {
    for (Row<?> row : world.rows(mapper.type())) {
      regionOfRow
          .computeIfAbsent(mapper.type().table() + " " + row.key(), k -> new HashSet<>())
          .add(row.json().path("region").asText());
    }
  }

  private void refuseOtherRegions(Row<?> row) {
    JsonNode region = row.json().path("region");
    if (!region.isTextual()) {
      return;
    }
    for (Reference reference : schema.references(row.type()).in(row.json())) {
      Set<String> regions =
          regionOfRow.getOrDefault(reference.target() + " " + reference.row().orElse(""), Set.of());
      if (regions.stream().anyMatch(r -> !r.isEmpty() && !r.equals(region.textValue()))) {
        refusals.add(
            "%s '%s' is in region '%s', but its %s refers to a row in region '%s'. AWS has no references across regions: choose a %s of the same region."
                .formatted(
                    row.type().table(),
                    row.value().describe(),
                    region.textValue(),
                    reference.column(),
                    String.join(", ", regions),
                    reference.target()));
      }
    }
  }

  private <T extends Resource<T>> String foreign(Match<T> match) {
    String table = match.mapper().type().table();
    String name = match.row().value().describe();
    String identity = match.observed().identity();
    String why = Optional.ofNullable(world.leftovers().get(identity))
        .map(opid -> "it is a leftover of operation " + opid)
        .orElse("this database did not make it and never imported it");
    return "%s '%s' exists in AWS already (%s), and %s. Take it over with SELECT iasql_adopt('%s', %s), or choose another name."
        .formatted(
            table,
            name,
            identity,
            why,
            table,
            match.row().value().id().map(String::valueOf).orElse("NULL"));
  }
}
