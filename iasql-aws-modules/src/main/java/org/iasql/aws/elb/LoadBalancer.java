package org.iasql.aws.elb;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.Vpc;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Parts;
import org.iasql.core.resource.ProviderDefault;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Replaces;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** Spreads what reaches it over the targets of its listeners' target groups. */
@Table("load_balancer")
@Value.Immutable
@JsonSerialize(as = ImmutableLoadBalancer.class)
@JsonDeserialize(as = ImmutableLoadBalancer.class)
public interface LoadBalancer extends Resource<LoadBalancer> {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** At most 32 letters, digits and inner hyphens; it does not start with {@code internal-}. */
  @Key
  String loadBalancerName();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> loadBalancerArn();

  /** The host name under which clients reach it. */
  @Assigned
  @Value.Auxiliary
  Optional<String> dnsName();

  /** The Route 53 zone of {@link #dnsName}, for alias records. */
  @Assigned
  @Value.Auxiliary
  Optional<String> canonicalHostedZoneId();

  @Assigned
  @Value.Auxiliary
  Optional<Instant> createdTime();

  /** Left out, it is internet-facing; a gateway load balancer has none. */
  @Replaces
  Optional<LoadBalancerScheme> scheme();

  @Assigned
  @Value.Auxiliary
  Optional<LoadBalancerState> state();

  /** Left out, it is an application load balancer. */
  @Replaces
  Optional<LoadBalancerType> loadBalancerType();

  /** The VPC as existing clients name it, {@code default} or AWS's id; {@link #vpcId} decides. */
  @Value.Auxiliary
  Optional<String> vpc();

  /** The VPC; empty means what {@link #vpc} says, and without that the default VPC. */
  @Replaces
  Optional<Ref<Vpc>> vpcId();

  /** AWS's ids of subnets, one in each zone; empty means that with the lowest id in each. */
  @ProviderDefault
  Optional<Set<String>> subnets();

  /** The zones of the subnets. */
  @ProviderDefault
  Optional<Set<String>> availabilityZones();

  /** Left out, it is ipv4. */
  Optional<LoadBalancerIpAddressType> ipAddressType();

  /** The id of an Outpost's address pool. */
  @Replaces
  Optional<String> customerOwnedIpv4Pool();

  /** The groups that say who reaches it: an application load balancer has at least one. */
  @Parts(
      table = "load_balancer_security_groups",
      owner = "load_balancer_id",
      element = "security_group_id")
  Set<Ref<SecurityGroup>> securityGroups();

  // Immutables would declare these itself, and a variant of the last that javac warns about.

  /** The same with another name. */
  LoadBalancer withLoadBalancerName(String name);

  /** The same with another scheme. */
  LoadBalancer withScheme(LoadBalancerScheme scheme);

  /** The same with another kind of addresses. */
  LoadBalancer withIpAddressType(LoadBalancerIpAddressType type);

  /** The same in another VPC. */
  LoadBalancer withVpcId(Ref<Vpc> vpc);

  /** The same in other subnets. */
  LoadBalancer withSubnets(Set<String> ids);

  /** The same in other zones. */
  LoadBalancer withAvailabilityZones(Set<String> names);

  /** The same with other security groups. */
  LoadBalancer withSecurityGroups(Iterable<? extends Ref<SecurityGroup>> groups);

  /** Writes AWS's defaults out, and takes no subnets for no wish. */
  @Value.Check
  default LoadBalancer canonical() {
    LoadBalancerType type = loadBalancerType().orElse(LoadBalancerType.APPLICATION);
    Optional<LoadBalancerScheme> scheme = type == LoadBalancerType.GATEWAY
        ? Optional.empty()
        : scheme().or(() -> Optional.of(LoadBalancerScheme.INTERNET_FACING));
    Optional<Set<String>> subnets = subnets().filter(ids -> !ids.isEmpty());
    Optional<Set<String>> zones = availabilityZones().filter(names -> !names.isEmpty());
    boolean same = loadBalancerType().isPresent()
        && ipAddressType().isPresent()
        && scheme.equals(scheme())
        && subnets.equals(subnets())
        && zones.equals(availabilityZones());
    return same
        ? this
        : builder()
            .from(this)
            .loadBalancerType(type)
            .scheme(scheme)
            .ipAddressType(ipAddressType().orElse(LoadBalancerIpAddressType.IPV4))
            .subnets(subnets)
            .availabilityZones(zones)
            .build();
  }

  @Override
  default String describe() {
    return loadBalancerName();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LoadBalancer}. */
  final class Builder extends ImmutableLoadBalancer.Builder {}
}
