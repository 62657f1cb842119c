package org.iasql.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.core.Action;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.cloud.AwsCall;
import org.iasql.engine.plan.PlanGraph.Kind;
import org.iasql.engine.sdk.CodeCalls;

/**
 * The changing AWS operations that a step can need, as IAM names their actions. They are those that the
 * code of its mapper contains: at most these are called, and not always all.
 */
final class AnnouncedCalls {
  /** IAM's prefixes where they are not the client's name. */
  private static final Map<String, String> PREFIXES = Map.of(
      "ElasticLoadBalancingV2", "elasticloadbalancing",
      "CloudWatchLogs", "logs",
      "EcrPublic", "ecr-public");

  private AnnouncedCalls() {}

  /** Of all steps of a change but those that have a row of their own. */
  static List<String> of(PlannedChange<?> change, Set<Kind> kinds) {
    List<String> methods = new ArrayList<>();
    if (kinds.contains(Kind.DETACH)) {
      methods.add("detach");
    }
    boolean goesFirst = change.action() == Action.DELETE || change.interrupts();
    if (change.removesOld() && goesFirst) {
      methods.add("delete");
    }
    if (change.action() != Action.DELETE) {
      methods.add(change.action() == Action.UPDATE ? "update" : "create");
    }
    boolean superseded =
        change.action() == Action.UPDATE && change.mapper().updateChangesIdentity();
    if (superseded || change.removesOld() && !goesFirst) {
      methods.add("delete");
    }
    return calls(change.mapper(), methods);
  }

  static List<String> ofByproduct(PlannedChange<?> change) {
    return calls(change.mapper(), List.of("removeByproduct"));
  }

  private static List<String> calls(ResourceMapper<?> mapper, List<String> methods) {
    return methods.stream()
        .flatMap(method -> CodeCalls.of(mapper.getClass(), method).stream())
        .filter(operation -> !AwsCall.isRead(operation.name()))
        .map(AnnouncedCalls::action)
        .distinct()
        .collect(Collectors.toList());
  }

  private static String action(CodeCalls.Operation operation) {
    String prefix =
        PREFIXES.getOrDefault(operation.client(), operation.client().toLowerCase(Locale.ROOT));
    return prefix + ":" + operation.name();
  }
}
