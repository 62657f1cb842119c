package org.iasql.local.aws.elb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.Pages;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** What ELB holds in a region, by ARN: its parts read and write this, in the SDK's own values. */
final class Balancing {
  private static final int PAGE = 400;
  final Account account;
  final String region;
  final Map<String, LoadBalancer> loadBalancers = new LinkedHashMap<>();
  final Map<String, TargetGroup> targetGroups = new LinkedHashMap<>();
  final Map<String, Listener> listeners = new LinkedHashMap<>();
  final Map<String, Map<String, String>> attributes = new LinkedHashMap<>();
  final ResourceTags tags = new ResourceTags();

  Balancing(Account account, String region) {
    this.account = account;
    this.region = region;
  }

  String arn(String resource) {
    return account.arn("elasticloadbalancing", region, resource);
  }

  LoadBalancer loadBalancer(@Nullable String arn) {
    return Optional.ofNullable(loadBalancers.get(required(arn, "load balancer")))
        .orElseThrow(() -> ElbError.raise(
            LoadBalancerNotFoundException.builder(), "Load balancer '" + arn + "' not found"));
  }

  TargetGroup targetGroup(@Nullable String arn) {
    return Optional.ofNullable(targetGroups.get(required(arn, "target group")))
        .orElseThrow(() -> ElbError.raise(
            TargetGroupNotFoundException.builder(), "Target groups '" + arn + "' not found"));
  }

  Listener listener(@Nullable String arn) {
    return Optional.ofNullable(listeners.get(required(arn, "listener")))
        .orElseThrow(() -> ElbError.raise(
            ListenerNotFoundException.builder(), "Listener '" + arn + "' not found"));
  }

  /** Returns the load balancers whose listeners forward to a target group. */
  List<String> usersOf(String targetGroupArn) {
    return listeners.values().stream()
        .filter(listener -> targetsOf(listener.defaultActions()).contains(targetGroupArn))
        .map(Listener::loadBalancerArn)
        .distinct()
        .toList();
  }

  static List<String> targetsOf(List<Action> actions) {
    List<String> arns = new ArrayList<>();
    for (Action action : actions) {
      if (action.targetGroupArn() != null) {
        arns.add(action.targetGroupArn());
      }
      if (action.forwardConfig() != null) {
        action.forwardConfig().targetGroups().stream()
            .map(TargetGroupTuple::targetGroupArn)
            .forEach(arns::add);
      }
    }
    return arns.stream().distinct().toList();
  }

  /** Cuts out a page, after checking what the service model says of its size. */
  static <T> Pages.Page<T> page(Stream<T> items, @Nullable String marker, @Nullable Integer size) {
    if (size != null && (size < 1 || size > PAGE)) {
      throw ElbError.validation("The page size must be between 1 and " + PAGE);
    }
    List<T> all = items.toList();
    try {
      return Pages.page(all, marker, size, PAGE);
    } catch (AwsServiceException invalidToken) {
      throw ElbError.validation(invalidToken.awsErrorDetails().errorMessage());
    }
  }

  /** Checks a name of a load balancer or a target group. */
  static void checkName(String what, @Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw ElbError.validation("A " + what + " name must be specified");
    }
    if (name.length() > 32) {
      throw ElbError.validation(
          capital(what) + " name '" + name + "' cannot be longer than '32' characters");
    }
    if (!name.matches("[A-Za-z0-9-]+")) {
      throw ElbError.validation(capital(what)
          + " name '"
          + name
          + "' can only contain characters that are alphanumeric characters and hyphens(-)");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      throw ElbError.validation(
          capital(what) + " name '" + name + "' cannot begin or end with '-'");
    }
  }

  private static String capital(String what) {
    return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
  }

  private static String required(@Nullable String arn, String what) {
    if (arn == null) {
      throw ElbError.validation("A " + what + " ARN must be specified");
    }
    if (!arn.startsWith("arn:")) {
      throw ElbError.validation("'" + arn + "' is not a valid " + what + " ARN");
    }
    return arn;
  }
}
