package org.iasql.local.aws.elb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateLoadBalancerNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.InvalidConfigurationRequestException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.OperationNotPermittedException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyLoadBalancersException;

/** Load balancers, with a network interface in each of their subnets. */
final class LoadBalancers {
  private static final int QUOTA = 50;
  private final Balancing balancing;
  private final Placement placement;
  private final Map<String, List<AttachedInterface>> interfaces = new LinkedHashMap<>();
  private final List<Departed> departed = new ArrayList<>();

  /** Interfaces that outlive their load balancer for a while. */
  private record Departed(List<AttachedInterface> interfaces, Instant at) {}

  LoadBalancers(Balancing balancing, Placement placement) {
    this.balancing = balancing;
    this.placement = placement;
  }

  LoadBalancer create(CreateLoadBalancerRequest request) {
    Balancing.checkName("load balancer", request.name());
    if (request.name().startsWith("internal-")) {
      throw ElbError.validation(
          "Load balancer name '" + request.name() + "' cannot begin with 'internal-'");
    }
    ResourceTags.check(request.tags());
    LoadBalancer wanted = wanted(request);
    Optional<LoadBalancer> existing = named(request.name());
    if (existing.isPresent()) {
      if (!settings(existing.get()).equals(settings(wanted))) {
        throw ElbError.raise(
            DuplicateLoadBalancerNameException.builder(),
            "A load balancer with the same name '"
                + request.name()
                + "' exists, but with different settings");
      }
      return current(existing.get());
    }
    if (balancing.loadBalancers.size() >= QUOTA) {
      throw ElbError.raise(
          TooManyLoadBalancersException.builder(),
          "The maximum number of load balancers has been reached");
    }
    LoadBalancer created = identified(wanted);
    String arn = created.loadBalancerArn();
    balancing.loadBalancers.put(arn, created);
    balancing.tags.put(arn, request.tags());
    balancing.attributes.put(arn, Attributes.ofLoadBalancer(created.type()));
    attach(created);
    return current(created);
  }

  DescribeLoadBalancersResponse describe(DescribeLoadBalancersRequest request) {
    if (!request.loadBalancerArns().isEmpty() && !request.names().isEmpty()) {
      throw ElbError.validation("Load balancer ARNs and names cannot be specified together");
    }
    Stream<LoadBalancer> found = balancing.loadBalancers.values().stream();
    if (!request.loadBalancerArns().isEmpty()) {
      found = request.loadBalancerArns().stream().map(balancing::loadBalancer);
    } else if (!request.names().isEmpty()) {
      found = request.names().stream()
          .map(name -> named(name)
              .orElseThrow(() -> ElbError.raise(
                  LoadBalancerNotFoundException.builder(),
                  "Load balancers '[" + name + "]' not found")));
    }
    Pages.Page<LoadBalancer> page =
        Balancing.page(found.map(this::current), request.marker(), request.pageSize());
    return DescribeLoadBalancersResponse.builder()
        .loadBalancers(page.items())
        .nextMarker(page.nextToken())
        .build();
  }

  /** Deletes a load balancer with its listeners; one that does not exist is no error. */
  void delete(String arn) {
    LoadBalancer loadBalancer = balancing.loadBalancers.get(arn);
    if (loadBalancer == null) {
      return;
    }
    if ("true".equals(balancing.attributes.get(arn).get("deletion_protection.enabled"))) {
      throw ElbError.raise(
          OperationNotPermittedException.builder(),
          "Load balancer '" + arn + "' cannot be deleted because deletion protection is enabled");
    }
    balancing.listeners.values().removeIf(each -> each.loadBalancerArn().equals(arn));
    balancing.loadBalancers.remove(arn);
    balancing.attributes.remove(arn);
    balancing.tags.forget(arn);
    departed.add(new Departed(interfaces.remove(arn), balancing.account.now()));
  }

  LoadBalancer setSecurityGroups(SetSecurityGroupsRequest request) {
    LoadBalancer old = balancing.loadBalancer(request.loadBalancerArn());
    boolean never = old.type() == LoadBalancerTypeEnum.GATEWAY
        || (old.type() == LoadBalancerTypeEnum.NETWORK && old.securityGroups().isEmpty());
    if (never) {
      throw ElbError.raise(
          InvalidConfigurationRequestException.builder(),
          "Security groups cannot be set on load balancer '"
              + old.loadBalancerName()
              + "': it was created without");
    }
    if (request.securityGroups().isEmpty()) {
      throw ElbError.validation("At least one security group must be specified");
    }
    List<String> groups =
        placement.securityGroups(old.type(), request.securityGroups(), old.vpcId());
    return replace(old.toBuilder().securityGroups(groups).build());
  }

  LoadBalancer setSubnets(SetSubnetsRequest request) {
    LoadBalancer old = balancing.loadBalancer(request.loadBalancerArn());
    List<Subnet> subnets =
        placement.subnets(old.type(), request.subnets(), request.subnetMappings());
    if (!subnets.get(0).vpcId().equals(old.vpcId())) {
      throw ElbError.raise(
          InvalidConfigurationRequestException.builder(),
          "The subnets must belong to the VPC '" + old.vpcId() + "' of the load balancer");
    }
    LoadBalancer.Builder changed = old.toBuilder().availabilityZones(Placement.zones(subnets));
    if (request.ipAddressType() != null) {
      changed.ipAddressType(request.ipAddressType());
    }
    return replace(changed.build());
  }

  LoadBalancer setIpAddressType(SetIpAddressTypeRequest request) {
    LoadBalancer old = balancing.loadBalancer(request.loadBalancerArn());
    checkIpAddressType(request.ipAddressType());
    return replace(old.toBuilder().ipAddressType(request.ipAddressType()).build());
  }

  /** The interfaces of all load balancers, and of those deleted too recently. */
  List<AttachedInterface> attachedInterfaces() {
    departed.removeIf(each -> balancing.account.isDrained(each.at()));
    return Stream.concat(interfaces.values().stream(), departed.stream().map(Departed::interfaces))
        .flatMap(List::stream)
        .toList();
  }

  private Optional<LoadBalancer> named(String name) {
    return balancing.loadBalancers.values().stream()
        .filter(each -> each.loadBalancerName().equals(name))
        .findFirst();
  }

  private LoadBalancer wanted(CreateLoadBalancerRequest request) {
    LoadBalancerTypeEnum type =
        Optional.ofNullable(request.type()).orElse(LoadBalancerTypeEnum.APPLICATION);
    LoadBalancerSchemeEnum scheme =
        Optional.ofNullable(request.scheme()).orElse(LoadBalancerSchemeEnum.INTERNET_FACING);
    if (type == LoadBalancerTypeEnum.UNKNOWN_TO_SDK_VERSION
        || scheme == LoadBalancerSchemeEnum.UNKNOWN_TO_SDK_VERSION) {
      throw ElbError.validation("'"
          + request.typeAsString()
          + "' is no load balancer type, or '"
          + request.schemeAsString()
          + "' is no scheme");
    }
    IpAddressType ip = Optional.ofNullable(request.ipAddressType()).orElse(IpAddressType.IPV4);
    checkIpAddressType(ip);
    List<Subnet> subnets = placement.subnets(type, request.subnets(), request.subnetMappings());
    String vpcId = subnets.get(0).vpcId();
    return LoadBalancer.builder()
        .loadBalancerName(request.name())
        .type(type)
        .scheme(type == LoadBalancerTypeEnum.GATEWAY ? null : scheme)
        .ipAddressType(ip)
        .customerOwnedIpv4Pool(request.customerOwnedIpv4Pool())
        .vpcId(vpcId)
        .availabilityZones(Placement.zones(subnets))
        .securityGroups(placement.securityGroups(type, request.securityGroups(), vpcId))
        .build();
  }

  private LoadBalancer identified(LoadBalancer wanted) {
    String hex = balancing.account.hex(16);
    String path = kind(wanted.type()) + "/" + wanted.loadBalancerName() + "/" + hex;
    return wanted.toBuilder()
        .loadBalancerArn(balancing.arn("loadbalancer/" + path))
        .dnsName(dnsName(wanted, hex))
        .canonicalHostedZoneId(HostedZones.of(balancing.region, wanted.type()))
        .createdTime(balancing.account.now())
        .build();
  }

  private String dnsName(LoadBalancer wanted, String hex) {
    String name = wanted.loadBalancerName();
    return switch (wanted.type()) {
      case GATEWAY -> null;
      case NETWORK -> name + "-" + hex + ".elb." + balancing.region + ".amazonaws.com";
      default ->
        (wanted.scheme() == LoadBalancerSchemeEnum.INTERNAL ? "internal-" : "")
            + name
            + "-1"
            + balancing.account.letters(9, "0123456789")
            + "."
            + balancing.region
            + ".elb.amazonaws.com";
    };
  }

  private static String kind(LoadBalancerTypeEnum type) {
    return switch (type) {
      case NETWORK -> "net";
      case GATEWAY -> "gwy";
      default -> "app";
    };
  }

  private LoadBalancer replace(LoadBalancer changed) {
    balancing.loadBalancers.put(changed.loadBalancerArn(), changed);
    attach(changed);
    return changed;
  }

  private void attach(LoadBalancer loadBalancer) {
    String arn = loadBalancer.loadBalancerArn();
    String description = "ELB " + arn.substring(arn.indexOf("loadbalancer/") + 13);
    interfaces.put(
        arn,
        loadBalancer.availabilityZones().stream()
            .map(zone -> new AttachedInterface(
                balancing.account.newId("eni-"),
                zone.subnetId(),
                loadBalancer.securityGroups(),
                description))
            .toList());
  }

  private LoadBalancer current(LoadBalancer loadBalancer) {
    boolean ready = balancing.account.isProvisioned(loadBalancer.createdTime());
    return loadBalancer.toBuilder()
        .state(state ->
            state.code(ready ? LoadBalancerStateEnum.ACTIVE : LoadBalancerStateEnum.PROVISIONING))
        .build();
  }

  private static void checkIpAddressType(IpAddressType type) {
    if (type == null || type == IpAddressType.UNKNOWN_TO_SDK_VERSION) {
      throw ElbError.validation("The IP address type is not one of those that there are: "
          + String.join(
                  ", ",
                  IpAddressType.knownValues().stream().map(Object::toString).toList())
              .toLowerCase(Locale.ROOT));
    }
  }

  /** What has to be the same for a second create to return the first one's load balancer. */
  private static List<Object> settings(LoadBalancer each) {
    return List.of(
        each.typeAsString(),
        Optional.ofNullable(each.schemeAsString()),
        each.ipAddressTypeAsString(),
        Optional.ofNullable(each.customerOwnedIpv4Pool()),
        new HashSet<>(
            each.availabilityZones().stream().map(AvailabilityZone::subnetId).toList()),
        new HashSet<>(each.securityGroups()));
  }
}
