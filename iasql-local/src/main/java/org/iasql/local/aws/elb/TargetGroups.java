package org.iasql.local.aws.elb;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTargetGroupNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyTargetGroupsException;

/** Target groups. */
final class TargetGroups {
  private static final int QUOTA = 3000;
  private static final Set<ProtocolEnum> WITH_VERSION =
      EnumSet.of(ProtocolEnum.HTTP, ProtocolEnum.HTTPS);
  private static final Set<String> VERSIONS = Set.of("HTTP1", "HTTP2", "GRPC");
  private final Balancing balancing;
  private final Placement placement;

  TargetGroups(Balancing balancing, Placement placement) {
    this.balancing = balancing;
    this.placement = placement;
  }

  TargetGroup create(CreateTargetGroupRequest request) {
    Balancing.checkName("target group", request.name());
    ResourceTags.check(request.tags());
    TargetGroup wanted = HealthChecks.complete(wanted(request));
    Optional<TargetGroup> existing = named(request.name());
    if (existing.isPresent()) {
      String arn = existing.get().targetGroupArn();
      if (!existing.get().equals(wanted.toBuilder().targetGroupArn(arn).build())) {
        throw ElbError.raise(
            DuplicateTargetGroupNameException.builder(),
            "A target group with the same name '"
                + request.name()
                + "' exists, but with different settings");
      }
      return current(existing.get());
    }
    if (balancing.targetGroups.size() >= QUOTA) {
      throw ElbError.raise(
          TooManyTargetGroupsException.builder(),
          "The maximum number of target groups has been reached");
    }
    String arn = balancing.arn("targetgroup/" + request.name() + "/" + balancing.account.hex(16));
    TargetGroup created = wanted.toBuilder().targetGroupArn(arn).build();
    balancing.targetGroups.put(arn, created);
    balancing.tags.put(arn, request.tags());
    balancing.attributes.put(arn, Attributes.ofTargetGroup(created));
    return current(created);
  }

  DescribeTargetGroupsResponse describe(DescribeTargetGroupsRequest request) {
    long selectors = Stream.of(
            request.loadBalancerArn() != null,
            !request.targetGroupArns().isEmpty(),
            !request.names().isEmpty())
        .filter(given -> given)
        .count();
    if (selectors > 1) {
      throw ElbError.validation(
          "Only one of load balancer ARN, target group ARNs and names can be specified");
    }
    Pages.Page<TargetGroup> page =
        Balancing.page(selected(request).map(this::current), request.marker(), request.pageSize());
    return DescribeTargetGroupsResponse.builder()
        .targetGroups(page.items())
        .nextMarker(page.nextToken())
        .build();
  }

  TargetGroup modify(ModifyTargetGroupRequest request) {
    TargetGroup old = balancing.targetGroup(request.targetGroupArn());
    TargetGroup.Builder changed = old.toBuilder();
    if (request.healthCheckProtocol() != null
        && request.healthCheckProtocol() != old.healthCheckProtocol()) {
      // The other protocol's path and codes do not outlive it.
      changed
          .healthCheckProtocol(request.healthCheckProtocol())
          .healthCheckPath(null)
          .matcher((Matcher) null);
    }
    Optional.ofNullable(request.healthCheckPort()).ifPresent(changed::healthCheckPort);
    Optional.ofNullable(request.healthCheckPath()).ifPresent(changed::healthCheckPath);
    Optional.ofNullable(request.healthCheckEnabled()).ifPresent(changed::healthCheckEnabled);
    Optional.ofNullable(request.healthCheckIntervalSeconds())
        .ifPresent(changed::healthCheckIntervalSeconds);
    Optional.ofNullable(request.healthCheckTimeoutSeconds())
        .ifPresent(changed::healthCheckTimeoutSeconds);
    Optional.ofNullable(request.healthyThresholdCount()).ifPresent(changed::healthyThresholdCount);
    Optional.ofNullable(request.unhealthyThresholdCount())
        .ifPresent(changed::unhealthyThresholdCount);
    if (request.matcher() != null) {
      changed.matcher(request.matcher());
    }
    TargetGroup complete = HealthChecks.complete(changed.build());
    balancing.targetGroups.put(old.targetGroupArn(), complete);
    return current(complete);
  }

  /** Deletes a target group that no listener forwards to; one that does not exist is no error. */
  void delete(String arn) {
    if (!balancing.usersOf(arn).isEmpty()) {
      throw ElbError.raise(
          ResourceInUseException.builder(),
          "Target group '" + arn + "' is currently in use by a listener or a rule");
    }
    balancing.targetGroups.remove(arn);
    balancing.attributes.remove(arn);
    balancing.tags.forget(arn);
  }

  private Stream<TargetGroup> selected(DescribeTargetGroupsRequest request) {
    if (request.loadBalancerArn() != null) {
      String arn = balancing.loadBalancer(request.loadBalancerArn()).loadBalancerArn();
      return balancing.targetGroups.values().stream()
          .filter(group -> balancing.usersOf(group.targetGroupArn()).contains(arn));
    }
    if (!request.targetGroupArns().isEmpty()) {
      return request.targetGroupArns().stream().map(balancing::targetGroup);
    }
    if (!request.names().isEmpty()) {
      return request.names().stream()
          .map(name -> named(name)
              .orElseThrow(() -> ElbError.raise(
                  TargetGroupNotFoundException.builder(),
                  "One or more target groups not found: '" + name + "'")));
    }
    return balancing.targetGroups.values().stream();
  }

  private TargetGroup wanted(CreateTargetGroupRequest request) {
    TargetTypeEnum type = Optional.ofNullable(request.targetType()).orElse(TargetTypeEnum.INSTANCE);
    if (type == TargetTypeEnum.UNKNOWN_TO_SDK_VERSION) {
      throw ElbError.validation("'" + request.targetTypeAsString() + "' is no target type");
    }
    checkPlace(request, type);
    return TargetGroup.builder()
        .targetGroupName(request.name())
        .targetType(type)
        .protocol(request.protocol())
        .protocolVersion(version(request))
        .port(request.port())
        .vpcId(request.vpcId())
        .ipAddressType(
            type == TargetTypeEnum.LAMBDA
                ? null
                : Optional.ofNullable(request.ipAddressType())
                    .orElse(TargetGroupIpAddressTypeEnum.IPV4))
        .healthCheckProtocol(request.healthCheckProtocol())
        .healthCheckPort(request.healthCheckPort())
        .healthCheckEnabled(request.healthCheckEnabled())
        .healthCheckPath(request.healthCheckPath())
        .healthCheckIntervalSeconds(request.healthCheckIntervalSeconds())
        .healthCheckTimeoutSeconds(request.healthCheckTimeoutSeconds())
        .healthyThresholdCount(request.healthyThresholdCount())
        .unhealthyThresholdCount(request.unhealthyThresholdCount())
        .matcher(request.matcher())
        .build();
  }

  private void checkPlace(CreateTargetGroupRequest request, TargetTypeEnum type) {
    if (type == TargetTypeEnum.LAMBDA) {
      if (request.protocol() != null || request.port() != null || request.vpcId() != null) {
        throw ElbError.validation("Protocol, port and VPC ID cannot be specified for target groups"
            + " with target type 'lambda'");
      }
      return;
    }
    if (request.protocol() == null || request.protocol() == ProtocolEnum.UNKNOWN_TO_SDK_VERSION) {
      throw ElbError.validation("A protocol must be specified");
    }
    if (request.port() == null) {
      throw ElbError.validation("A port must be specified");
    }
    Listeners.checkPort(request.port());
    if (request.vpcId() == null) {
      throw ElbError.validation("A VPC ID must be specified");
    }
    placement.checkVpc(request.vpcId());
    if (type == TargetTypeEnum.ALB && request.protocol() != ProtocolEnum.TCP) {
      throw ElbError.validation("Protocol '"
          + request.protocolAsString()
          + "' is not supported for target groups with target type 'alb'");
    }
    if (request.protocol() == ProtocolEnum.GENEVE && request.port() != 6081) {
      throw ElbError.validation("Port must be 6081 for target groups with the protocol 'GENEVE'");
    }
  }

  private static String version(CreateTargetGroupRequest request) {
    boolean hasVersion = request.protocol() != null && WITH_VERSION.contains(request.protocol());
    if (!hasVersion) {
      if (request.protocolVersion() != null) {
        throw ElbError.validation("Protocol version cannot be specified for target groups with"
            + " the protocol '"
            + request.protocolAsString()
            + "'");
      }
      return null;
    }
    String version = Optional.ofNullable(request.protocolVersion()).orElse("HTTP1");
    if (!VERSIONS.contains(version)) {
      throw ElbError.validation("Protocol version '"
          + version
          + "' must be one of "
          + String.join(", ", List.of("HTTP1", "HTTP2", "GRPC")));
    }
    return version;
  }

  private Optional<TargetGroup> named(String name) {
    return balancing.targetGroups.values().stream()
        .filter(each -> each.targetGroupName().equals(name))
        .findFirst();
  }

  private TargetGroup current(TargetGroup group) {
    return group.toBuilder()
        .loadBalancerArns(balancing.usersOf(group.targetGroupArn()))
        .build();
  }
}
