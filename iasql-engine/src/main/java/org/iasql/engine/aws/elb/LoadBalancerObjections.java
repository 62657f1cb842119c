package org.iasql.engine.aws.elb;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerType;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;

/** What AWS would refuse in a load balancer, and no constraint of the table can see. */
final class LoadBalancerObjections {
  private LoadBalancerObjections() {}

  /** The first objection to a wish. */
  static Optional<String> find(LoadBalancer desired, Observation aws) {
    return groups(desired, aws).or(() -> zones(desired, aws));
  }

  private static Optional<String> groups(LoadBalancer desired, Observation aws) {
    String name = desired.loadBalancerName();
    boolean none = desired.securityGroups().isEmpty();
    if (is(desired, LoadBalancerType.APPLICATION) && none) {
      return Optional.of(
          "Load balancer '%s' has no security group, and an application load balancer needs one. Insert a row into load_balancer_security_groups."
              .formatted(name));
    }
    if (is(desired, LoadBalancerType.GATEWAY) && !none) {
      return Optional.of(
          "Load balancer '%s' has security groups, and a gateway load balancer can have none. Delete its rows of load_balancer_security_groups."
              .formatted(name));
    }
    boolean had = !groupsBefore(desired, aws).map(Set::isEmpty).orElse(none);
    return is(desired, LoadBalancerType.NETWORK) && had == none
        ? Optional.of(
            "Load balancer '%s' was created %s, and AWS cannot change that for a network load balancer. Delete it and apply, then create it anew."
                .formatted(name, had ? "with security groups" : "without security groups"))
        : Optional.empty();
  }

  private static Optional<Set<?>> groupsBefore(LoadBalancer desired, Observation aws) {
    return desired
        .loadBalancerArn()
        .flatMap(arn -> aws.find(LoadBalancer.class, arn))
        .map(Observed::value)
        .filter(before -> before.loadBalancerType().equals(desired.loadBalancerType()))
        .filter(before -> before.scheme().equals(desired.scheme()))
        .map(LoadBalancer::securityGroups);
  }

  private static Optional<String> zones(LoadBalancer desired, Observation aws) {
    Set<String> zones = aws.rows(Subnet.class).stream()
        .filter(subnet -> isFor(desired, subnet))
        .map(Subnet::availabilityZone)
        .collect(Collectors.toSet());
    boolean two = is(desired, LoadBalancerType.APPLICATION) || desired.subnets().isEmpty();
    if (zones.size() >= (two ? 2 : 1)) {
      return Optional.empty();
    }
    return Optional.of(
        "Load balancer '%s' needs subnets in at least two zones, and there are subnets for it in %d. Insert more rows into subnet, or name others in column subnets."
            .formatted(desired.loadBalancerName(), zones.size()));
  }

  private static boolean isFor(LoadBalancer desired, Subnet subnet) {
    if (desired.subnets().isPresent()) {
      return subnet.subnetId().filter(desired.subnets().get()::contains).isPresent();
    }
    return desired.vpcId().filter(subnet.vpcId()::equals).isPresent()
        && desired
            .availabilityZones()
            .map(zones -> zones.contains(subnet.availabilityZone()))
            .orElse(true);
  }

  private static boolean is(LoadBalancer balancer, LoadBalancerType type) {
    return balancer.loadBalancerType().equals(Optional.of(type));
  }
}
