package org.iasql.local.aws.elb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IncompatibleProtocolsException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidLoadBalancerActionException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAssociationLimitException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What a listener does by default: checked, and written as AWS writes it. */
final class Actions {
  private static final Set<ActionTypeEnum> LAST =
      Set.of(ActionTypeEnum.FORWARD, ActionTypeEnum.REDIRECT, ActionTypeEnum.FIXED_RESPONSE);
  private final Balancing balancing;

  Actions(Balancing balancing) {
    this.balancing = balancing;
  }

  List<Action> read(LoadBalancer loadBalancer, ProtocolEnum protocol, List<Action> actions) {
    if (actions.isEmpty()) {
      throw ElbError.validation("A listener must have at least one default action");
    }
    long last = actions.stream().filter(action -> LAST.contains(action.type())).count();
    if (last != 1) {
      throw invalid("A listener must have exactly one default action of type forward, redirect or"
          + " fixed-response");
    }
    List<Action> read = new ArrayList<>();
    for (Action action : actions) {
      if (action.type() != ActionTypeEnum.FORWARD) {
        if (loadBalancer.type() != LoadBalancerTypeEnum.APPLICATION) {
          throw invalid("Action type '"
              + action.typeAsString()
              + "' is not supported for load balancers with type '"
              + loadBalancer.typeAsString()
              + "'");
        }
        read.add(action);
      } else {
        read.add(forward(loadBalancer, protocol, action));
      }
    }
    return read;
  }

  private Action forward(LoadBalancer loadBalancer, ProtocolEnum protocol, Action action) {
    List<String> arns = Balancing.targetsOf(List.of(action));
    if (arns.isEmpty()) {
      throw invalid("A target group ARN must be specified for an action of type 'forward'");
    }
    for (String arn : arns) {
      checkTarget(loadBalancer, protocol, balancing.targetGroup(arn));
    }
    List<TargetGroupTuple> tuples =
        action.forwardConfig() == null || action.forwardConfig().targetGroups().isEmpty()
            ? List.of(TargetGroupTuple.builder().targetGroupArn(arns.get(0)).build())
            : action.forwardConfig().targetGroups();
    ForwardActionConfig.Builder config = action.forwardConfig() == null
        ? ForwardActionConfig.builder()
        : action.forwardConfig().toBuilder();
    config.targetGroups(tuples.stream()
        .map(tuple -> tuple.weight() == null ? tuple.toBuilder().weight(1).build() : tuple)
        .toList());
    if (config.build().targetGroupStickinessConfig() == null) {
      config.targetGroupStickinessConfig(stickiness -> stickiness.enabled(false));
    }
    return action.toBuilder()
        .targetGroupArn(arns.size() == 1 ? arns.get(0) : null)
        .forwardConfig(config.build())
        .build();
  }

  private void checkTarget(LoadBalancer loadBalancer, ProtocolEnum protocol, TargetGroup target) {
    String arn = target.targetGroupArn();
    boolean isLambda = target.targetType() == TargetTypeEnum.LAMBDA;
    boolean suits = switch (loadBalancer.type()) {
      case APPLICATION -> isLambda || target.protocolAsString().startsWith("HTTP");
      case NETWORK -> !isLambda && networkSuits(protocol, target.protocol());
      default -> target.protocol() == ProtocolEnum.GENEVE;
    };
    if (!suits) {
      throw ElbError.raise(
          IncompatibleProtocolsException.builder(),
          "Target group '"
              + arn
              + "' with the protocol '"
              + target.protocolAsString()
              + "' cannot be used by a listener with the protocol '"
              + protocol
              + "' of a load balancer with type '"
              + loadBalancer.typeAsString()
              + "'");
    }
    if (!isLambda && !target.vpcId().equals(loadBalancer.vpcId())) {
      throw ElbError.raise(
          InvalidConfigurationRequestException.builder(),
          "The following target groups are not in the same VPC as the load balancer: '"
              + arn
              + "'");
    }
    List<String> users = balancing.usersOf(arn);
    if (!users.isEmpty() && !users.contains(loadBalancer.loadBalancerArn())) {
      throw ElbError.raise(
          TargetGroupAssociationLimitException.builder(),
          "The following target groups cannot be associated with more than one load balancer: "
              + arn);
    }
  }

  private static boolean networkSuits(ProtocolEnum listener, ProtocolEnum target) {
    return switch (listener) {
      case TCP -> target == ProtocolEnum.TCP || target == ProtocolEnum.TCP_UDP;
      case TLS -> target == ProtocolEnum.TCP || target == ProtocolEnum.TLS;
      case UDP -> target == ProtocolEnum.UDP || target == ProtocolEnum.TCP_UDP;
      default -> target == listener;
    };
  }

  private static RuntimeException invalid(String message) {
    return ElbError.raise(InvalidLoadBalancerActionException.builder(), message);
  }
}
