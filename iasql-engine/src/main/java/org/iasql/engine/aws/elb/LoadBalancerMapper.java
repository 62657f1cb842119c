package org.iasql.engine.aws.elb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.elb.LoadBalancer;
import org.iasql.aws.elb.LoadBalancerIpAddressType;
import org.iasql.aws.elb.LoadBalancerScheme;
import org.iasql.aws.elb.LoadBalancerState;
import org.iasql.aws.elb.LoadBalancerType;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;

/** Maps {@code load_balancer} to Elastic Load Balancing. ARNs are never used again. */
final class LoadBalancerMapper implements ResourceMapper<LoadBalancer> {
  @Override
  public ResourceType<LoadBalancer> type() {
    return ResourceType.of(LoadBalancer.class);
  }

  @Override
  public List<Observed<LoadBalancer>> list(Observation aws) {
    List<Observed<LoadBalancer>> held = new ArrayList<>();
    for (var balancer : aws.elb()
        .describeLoadBalancersPaginator(r -> r.pageSize(ElbRequests.PAGE))
        .loadBalancers()) {
      if (Labels.unknown(LoadBalancerType.class, balancer.typeAsString())
          || Labels.unknown(LoadBalancerIpAddressType.class, balancer.ipAddressTypeAsString())) {
        aws.leaveOut(
            LoadBalancer.class,
            balancer.loadBalancerArn(),
            "the table has no word for their type or their kind of addresses");
      } else {
        held.add(observed(balancer, aws));
      }
    }
    return held;
  }

  @Override
  public Observed<LoadBalancer> create(LoadBalancer desired, Step aws) {
    List<String> subnets = desired
        .subnets()
        .map(List::copyOf)
        .orElseGet(() -> SubnetChoice.in(vpc(desired, aws), desired.availabilityZones(), aws));
    Set<String> groups = groups(desired, aws);
    var response = aws.elb()
        .createLoadBalancer(r -> r.name(desired.loadBalancerName())
            .subnets(subnets)
            .securityGroups(groups.isEmpty() ? null : groups)
            .scheme(Labels.of(desired.scheme()))
            .type(Labels.of(desired.loadBalancerType()))
            .ipAddressType(Labels.of(desired.ipAddressType()))
            .customerOwnedIpv4Pool(desired.customerOwnedIpv4Pool().orElse(null))
            .tags(ElbRequests.tags(aws)));
    return observed(response.loadBalancers().get(0), aws);
  }

  private static Observed<Vpc> vpc(LoadBalancer desired, Step aws) {
    return aws.resolve(Vpc.class, desired.vpcId().orElseThrow());
  }

  private static Set<String> groups(LoadBalancer desired, Step aws) {
    return desired.securityGroups().stream()
        .map(group -> aws.resolve(SecurityGroup.class, group).identity())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Compares with what AWS has now, not with {@code actual}: a row reference stays the same while a
   * security group behind it is replaced.
   */
  @Override
  public Observed<LoadBalancer> update(
      Observed<LoadBalancer> actual, LoadBalancer desired, Step aws) {
    LoadBalancer now = now(actual.identity(), aws).value();
    now = updateGroups(actual.identity(), now, groups(desired, aws), aws);
    now = updateSubnets(actual.identity(), now, desired, aws);
    if (!desired.ipAddressType().equals(now.ipAddressType())) {
      aws.elb()
          .setIpAddressType(r -> r.loadBalancerArn(actual.identity())
              .ipAddressType(Labels.of(desired.ipAddressType())));
      now = LoadBalancer.builder()
          .from(now)
          .ipAddressType(desired.ipAddressType())
          .build();
    }
    return Observed.of(actual.identity(), now);
  }

  private static LoadBalancer updateGroups(
      String arn, LoadBalancer now, Set<String> groups, Step aws) {
    Set<Ref<SecurityGroup>> wish = refs(groups);
    if (wish.equals(now.securityGroups())) {
      return now;
    }
    aws.elb().setSecurityGroups(r -> r.loadBalancerArn(arn).securityGroups(groups));
    return now.withSecurityGroups(wish);
  }

  private static LoadBalancer updateSubnets(
      String arn, LoadBalancer now, LoadBalancer desired, Step aws) {
    boolean otherSubnets = !desired.subnets().equals(now.subnets());
    if (!otherSubnets && desired.availabilityZones().equals(now.availabilityZones())) {
      return now;
    }
    List<String> subnets = otherSubnets && desired.subnets().isPresent()
        ? List.copyOf(desired.subnets().get())
        : SubnetChoice.in(vpc(desired, aws), desired.availabilityZones(), aws);
    var response = aws.elb().setSubnets(r -> r.loadBalancerArn(arn).subnets(subnets));
    return now.withSubnets(Set.copyOf(subnets))
        .withAvailabilityZones(zones(response.availabilityZones()));
  }

  @Override
  public void delete(Observed<LoadBalancer> actual, Step aws) {
    aws.elb().deleteLoadBalancer(r -> r.loadBalancerArn(actual.identity()));
  }

  @Override
  public Optional<Observed<LoadBalancer>> read(Observed<LoadBalancer> known, Aws aws) {
    return aws.unlessMissing(() -> now(known.identity(), aws));
  }

  @Override
  public Optional<Observed<LoadBalancer>> made(
      LoadBalancer wish, Map<String, String> tags, Aws aws) {
    return aws.unlessMissing(
            () -> aws.elb().describeLoadBalancers(r -> r.names(wish.loadBalancerName())))
        .flatMap(answer -> answer.loadBalancers().stream().findFirst())
        .map(balancer -> observed(balancer, aws))
        .filter(balancer -> ElbRequests.carries(balancer.identity(), tags, aws));
  }

  private static Observed<LoadBalancer> now(String arn, Aws aws) {
    return observed(
        aws.elb()
            .describeLoadBalancers(r -> r.loadBalancerArns(arn))
            .loadBalancers()
            .get(0),
        aws);
  }

  @Override
  public boolean ready(LoadBalancer actual) {
    return actual
        .state()
        .filter(s -> s == LoadBalancerState.ACTIVE || s == LoadBalancerState.ACTIVE_IMPAIRED)
        .isPresent();
  }

  @Override
  public Optional<String> obstacleToDelete(Observed<LoadBalancer> actual, Observation aws) {
    boolean isProtected = aws
        .elb()
        .describeLoadBalancerAttributes(r -> r.loadBalancerArn(actual.identity()))
        .attributes()
        .stream()
        .anyMatch(
            a -> a.key().equals("deletion_protection.enabled") && a.value().equals("true"));
    return isProtected
        ? Optional.of(
            "Load balancer '%s' cannot be deleted, because deletion protection is on. Turn its attribute deletion_protection.enabled off in AWS, then apply again."
                .formatted(actual.value().loadBalancerName()))
        : Optional.empty();
  }

  @Override
  public Optional<String> objection(LoadBalancer desired, Observation aws) {
    return LoadBalancerObjections.find(desired, aws);
  }

  private static Observed<LoadBalancer> observed(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer balancer, Aws aws) {
    Optional<String> vpc = Optional.ofNullable(balancer.vpcId());
    LoadBalancer value = LoadBalancer.builder()
        .region(aws.region())
        .loadBalancerName(balancer.loadBalancerName())
        .loadBalancerArn(balancer.loadBalancerArn())
        .dnsName(Optional.ofNullable(balancer.dnsName()))
        .canonicalHostedZoneId(Optional.ofNullable(balancer.canonicalHostedZoneId()))
        .createdTime(Optional.ofNullable(balancer.createdTime()))
        .scheme(Labels.find(LoadBalancerScheme.class, balancer.schemeAsString()))
        .state(Optional.ofNullable(balancer.state())
            .flatMap(s -> Labels.find(LoadBalancerState.class, s.codeAsString())))
        .loadBalancerType(Labels.find(LoadBalancerType.class, balancer.typeAsString()))
        .vpc(vpc)
        .vpcId(vpc.map(Ref::<Vpc>cloud))
        .subnets(balancer.availabilityZones().stream()
            .map(AvailabilityZone::subnetId)
            .collect(Collectors.toSet()))
        .availabilityZones(zones(balancer.availabilityZones()))
        .ipAddressType(
            Labels.find(LoadBalancerIpAddressType.class, balancer.ipAddressTypeAsString()))
        .customerOwnedIpv4Pool(Optional.ofNullable(balancer.customerOwnedIpv4Pool()))
        .securityGroups(refs(balancer.securityGroups()))
        .build();
    return Observed.of(balancer.loadBalancerArn(), value);
  }

  private static Set<String> zones(List<AvailabilityZone> zones) {
    return zones.stream().map(AvailabilityZone::zoneName).collect(Collectors.toSet());
  }

  private static Set<Ref<SecurityGroup>> refs(Iterable<String> groups) {
    Set<Ref<SecurityGroup>> refs = new LinkedHashSet<>();
    groups.forEach(group -> refs.add(Ref.cloud(group)));
    return refs;
  }
}
