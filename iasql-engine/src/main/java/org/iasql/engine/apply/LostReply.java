package org.iasql.engine.apply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.iasql.core.CloudException;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.cloud.CallFailedException;
import org.iasql.engine.cloud.Look;
import org.iasql.engine.plan.PlanGraph.Kind;
import org.iasql.engine.plan.PlanGraph.Node;
import org.iasql.engine.plan.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what a create has made although its answer got lost. */
final class LostReply {
  private static final Logger LOG = LoggerFactory.getLogger(LostReply.class);

  private LostReply() {}

  /** AWS's id of the one resource of the step's type that was not there before; empty if unsure. */
  static Optional<String> leftover(
      ApplyContext context, Schema schema, Node node, String region, RuntimeException failure) {
    if (node.kind() != Kind.CREATE
        || !(failure instanceof CallFailedException call)
        || !call.unanswered()) {
      return Optional.empty();
    }
    Look look = new Look(
        context.account(),
        context.accountId(),
        schema.mappers(),
        Stream.of(region, context.defaultRegion()).distinct().toList(),
        Map::of,
        table -> Set.of());
    List<String> newcomers = found(look).getOrDefault(node.change().table(), List.of()).stream()
        .<String>map(Observed::identity)
        .filter(identity -> !context.state().knows(node.change().table(), identity))
        .toList();
    return newcomers.size() == 1 ? Optional.of(newcomers.get(0)) : Optional.empty();
  }

  /** AWS may still not answer: then the first failure is what the caller has to hear of. */
  private static Map<String, List<? extends Observed<?>>> found(Look look) {
    try {
      return look.result();
    } catch (CloudException e) {
      LOG.warn("What a lost call has made cannot be looked up: {}", e.getMessage());
      return Map.of();
    }
  }
}
