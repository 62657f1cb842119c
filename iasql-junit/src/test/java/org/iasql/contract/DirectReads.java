package org.iasql.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.iasql.aws.ecr.RepositoryPolicy;
import org.iasql.core.resource.Attribute;
import org.iasql.core.resource.Behaviour;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Look;
import org.iasql.local.aws.Mappers;
import org.iasql.local.aws.SimulatedAws;

/** Reads a row's resource as compensation does: by its identity, or by what a create was sent. */
final class DirectReads<T extends Resource<T>> {
  private static final String TAG = "iasql:operation";
  private static final int MOST_CALLS = 3;

  private final ResourceType<T> type;
  private final SimulatedAws aws;
  private final ResourceMapper<T> mapper;

  @SuppressWarnings("unchecked")
  DirectReads(ResourceType<T> type, SimulatedAws aws) {
    this.type = type;
    this.aws = aws;
    this.mapper = (ResourceMapper<T>)
        Mappers.all().stream().filter(each -> each.type() == type).findFirst().orElseThrow();
  }

  /** What a list of the account has for a row, which is then compared with direct reads. */
  Observed<T> listed(T row, Optional<String> identity) {
    Look look = look(Mappers.all(), row);
    String id = identity.orElseThrow();
    Observed<T> listed = look.result().get(type.table()).stream()
        .filter(each -> isOf(each.identity(), id))
        .map(this::typed)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No list has " + id));
    int before = aws.calls().size();
    Observed<T> read = mapper.read(listed, reads(row)).orElseThrow();
    assertThat(aws.calls().size() - before).as("calls").isLessThanOrEqualTo(MOST_CALLS);
    assertThat(read).as("read and listed").isEqualTo(listed);
    Observed<T> known =
        new Observed<>(listed.identity(), listed.incarnation(), row, listed.madeByAws());
    assertThat(mapper.read(known, reads(row))).as("read by a row").contains(listed);
    assertThat(type.toJson(read.value())).isEqualTo(type.toJson(listed.value()));
    return listed;
  }

  /** A policy and a database have no column for AWS's ARN. */
  private boolean isOf(String identity, String id) {
    return identity.equals(id)
        || identity.endsWith(":db:" + id)
        || type.valueClass() == RepositoryPolicy.class;
  }

  @SuppressWarnings("unchecked")
  private Observed<T> typed(Observed<?> listed) {
    return (Observed<T>) listed;
  }

  /** Looks by the tags of each step: one step has made the resource, and a stranger has not. */
  void finds(T row, Observed<T> listed, List<String> operations) {
    List<Observed<T>> made = operations.stream()
        .map(operation -> made(row, listed, operation))
        .flatMap(Optional::stream)
        .toList();
    if (type.valueClass() == RepositoryPolicy.class) {
      assertThat(made).as("found by content").contains(listed);
      return;
    }
    assertThat(made).as("found by tags").containsExactly(listed);
    assertThat(made(row, listed, UUID.randomUUID().toString()))
        .as("a stranger's")
        .isEmpty();
  }

  /** After a delete there is nothing to find, or another incarnation where AWS tells them apart. */
  void gone(T row, Observed<T> before, List<String> operations) {
    assertThat(mapper.read(before, reads(row))).as("read").isEmpty();
    assertThat(operations.stream().map(operation -> made(row, before, operation)))
        .as("found by tags")
        .allMatch(Optional::isEmpty);
  }

  private Optional<Observed<T>> made(T row, Observed<T> listed, String operation) {
    return mapper.made(wish(listed.value()), Map.of(TAG, operation), reads(row));
  }

  /** Without what AWS assigns or chooses: a wish has none of it before it is fulfilled. */
  private T wish(T value) {
    ObjectNode json = type.toJson(value);
    type.attributes().stream()
        .filter(
            each -> each.behaviour() == Behaviour.ASSIGNED || each.behaviour() == Behaviour.DEFAULT)
        .map(Attribute::column)
        .forEach(json::remove);
    return type.fromJson(json);
  }

  private Aws reads(T row) {
    return look(List.of(), row).in(region(row));
  }

  private Look look(List<ResourceMapper<?>> mappers, T row) {
    return new Look(
        Mappers.account(aws),
        aws.accountId(),
        mappers,
        Stream.of(region(row), aws.region()).distinct().toList(),
        () -> Map.of(type.table(), List.of(row)),
        table -> Set.of());
  }

  private String region(T row) {
    return type.regional() ? type.toJson(row).path("region").asText(aws.region()) : aws.region();
  }
}
