package org.iasql.local.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.iasql.aws.ecr.PublicRepository;
import org.iasql.core.resource.Resource;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.Account;
import org.iasql.engine.cloud.Look;
import org.iasql.local.aws.Mappers;

/** Reads whatever an account has by its identity, and compares it with the list that has it too. */
final class DirectReads {
  private DirectReads() {}

  /** Asserts that everything that is listed is read the same; moto has no public repositories. */
  static void assertEqualToLists() {
    List<ResourceMapper<?>> mappers = Mappers.all().stream()
        .filter(each -> each.type().valueClass() != PublicRepository.class)
        .toList();
    try (WireClients clients = new WireClients()) {
      Account account = Mappers.account(clients);
      String id = account.identity().accountId();
      List<String> regions = List.of(clients.region());
      Look look = new Look(account, id, mappers, regions, Map::of, table -> Set.of());
      Map<String, List<? extends Observed<?>>> lists = look.result();
      mappers.forEach(mapper ->
          assertEqual(mapper, lists.get(mapper.type().table()), look.in(clients.region())));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Resource<T>> void assertEqual(
      ResourceMapper<T> mapper, List<? extends Observed<?>> listed, Observation aws) {
    for (Observed<T> each : (List<Observed<T>>) listed) {
      assertThat(mapper.read(each, aws)).contains(each);
    }
  }
}
