package org.iasql.local.aws.elb;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iasql.local.aws.TargetOwner;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidTargetException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthReasonEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * What is registered in target groups, by callers and by ECS for its tasks. Targets are healthy as
 * soon as they are provisioned, unless it was arranged otherwise.
 */
final class Targets {
  private final Balancing balancing;
  private final Map<String, Map<Target, Instant>> registered = new LinkedHashMap<>();

  private record Target(String id, Integer port) {}

  Targets(Balancing balancing) {
    this.balancing = balancing;
  }

  void register(String arn, List<TargetDescription> targets) {
    TargetGroup group = balancing.targetGroup(arn);
    targets.forEach(target -> check(group, target.id()));
    Map<Target, Instant> all = registered.computeIfAbsent(arn, k -> new LinkedHashMap<>());
    targets.forEach(each -> all.putIfAbsent(target(group, each), balancing.account.now()));
  }

  void deregister(String arn, List<TargetDescription> targets) {
    TargetGroup group = balancing.targetGroup(arn);
    Map<Target, Instant> all = registered.getOrDefault(arn, new LinkedHashMap<>());
    for (TargetDescription each : targets) {
      all.keySet()
          .removeIf(target -> target.id().equals(each.id())
              && (each.port() == null || target.equals(target(group, each))));
    }
  }

  List<TargetHealthDescription> health(DescribeTargetHealthRequest request) {
    TargetGroup group = balancing.targetGroup(request.targetGroupArn());
    Map<Target, Instant> all =
        new LinkedHashMap<>(registered.getOrDefault(group.targetGroupArn(), Map.of()));
    balancing.account.services(balancing.region, TargetOwner.class).stream()
        .flatMap(owner -> owner.targets(group.targetGroupArn()).stream())
        .forEach(each -> all.put(new Target(each.address(), each.port()), each.since()));
    Stream<Target> asked = request.targets().isEmpty()
        ? all.keySet().stream()
        : request.targets().stream().map(each -> target(group, each));
    return asked
        .map(target -> TargetHealthDescription.builder()
            .target(each -> each.id(target.id()).port(target.port()))
            .healthCheckPort(String.valueOf(target.port()))
            .targetHealth(health(group, Optional.ofNullable(all.get(target))))
            .build())
        .toList();
  }

  void forget(String arn) {
    registered.remove(arn);
  }

  private TargetHealth health(TargetGroup group, Optional<Instant> since) {
    TargetHealth.Builder health = TargetHealth.builder();
    if (since.isEmpty()) {
      return health
          .state(TargetHealthStateEnum.UNUSED)
          .reason(TargetHealthReasonEnum.TARGET_NOT_REGISTERED)
          .build();
    }
    if (balancing.usersOf(group.targetGroupArn()).isEmpty()) {
      return health
          .state(TargetHealthStateEnum.UNUSED)
          .reason(TargetHealthReasonEnum.TARGET_NOT_IN_USE)
          .build();
    }
    if (!balancing.account.isProvisioned(since.get())) {
      return health
          .state(TargetHealthStateEnum.INITIAL)
          .reason(TargetHealthReasonEnum.ELB_REGISTRATION_IN_PROGRESS)
          .build();
    }
    return balancing
        .account
        .conditions()
        .targetHealth(group.targetGroupName())
        .orElseGet(() -> health.state(TargetHealthStateEnum.HEALTHY).build());
  }

  private static Target target(TargetGroup group, TargetDescription each) {
    return new Target(each.id(), Optional.ofNullable(each.port()).orElse(group.port()));
  }

  private static void check(TargetGroup group, String id) {
    if (group.targetType() == TargetTypeEnum.IP && !id.matches("[0-9.]+|[0-9a-fA-F:]+")) {
      throw ElbError.validation("The IP address '" + id + "' is not a valid IPv4 or IPv6 address");
    }
    if (group.targetType() == TargetTypeEnum.INSTANCE) {
      throw ElbError.raise(
          InvalidTargetException.builder(),
          "The following targets are not in a running state: " + id
              + ". There are no instances in this account.");
    }
  }
}
