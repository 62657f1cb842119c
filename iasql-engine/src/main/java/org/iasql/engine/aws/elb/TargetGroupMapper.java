package org.iasql.engine.aws.elb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.elb.Protocol;
import org.iasql.aws.elb.ProtocolVersion;
import org.iasql.aws.elb.TargetGroup;
import org.iasql.aws.elb.TargetGroupIpAddressType;
import org.iasql.aws.elb.TargetType;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;

/** Maps {@code target_group} to Elastic Load Balancing. ARNs are never used again. */
final class TargetGroupMapper implements ResourceMapper<TargetGroup> {
  @Override
  public ResourceType<TargetGroup> type() {
    return ResourceType.of(TargetGroup.class);
  }

  @Override
  public List<Observed<TargetGroup>> list(Observation aws) {
    List<Observed<TargetGroup>> held = new ArrayList<>();
    for (var group : aws.elb()
        .describeTargetGroupsPaginator(r -> r.pageSize(ElbRequests.PAGE))
        .targetGroups()) {
      if (Labels.unknown(Protocol.class, group.protocolAsString())
          || Labels.unknown(Protocol.class, group.healthCheckProtocolAsString())
          || Labels.unknown(TargetType.class, group.targetTypeAsString())) {
        aws.leaveOut(
            TargetGroup.class,
            group.targetGroupArn(),
            "the table has no word for their protocol or their type of target");
      } else {
        held.add(observed(group, aws));
      }
    }
    return held;
  }

  /** What the old one of a replace had, and the new protocol cannot have, is AWS's choice again. */
  @Override
  public Observed<TargetGroup> create(TargetGroup desired, Step aws) {
    boolean http = desired
        .protocol()
        .filter(p -> p == Protocol.HTTP || p == Protocol.HTTPS)
        .isPresent();
    CreateTargetGroupRequest request = CreateTargetGroupRequest.builder()
        .name(desired.targetGroupName())
        .targetType(desired.targetType().label())
        .ipAddressType(Labels.of(desired.ipAddressType()))
        .protocol(Labels.of(desired.protocol()))
        .protocolVersion(http ? Labels.of(desired.protocolVersion()) : null)
        .port(desired.port().orElse(null))
        .vpcId(aws.identity(Vpc.class, desired.vpcId()).orElse(null))
        .healthCheckProtocol(Labels.of(
            desired.healthCheckProtocol().filter(check -> !http || check != Protocol.TCP)))
        .healthCheckPort(desired.healthCheckPort().orElse(null))
        .healthCheckEnabled(desired.healthCheckEnabled().orElse(null))
        .healthCheckIntervalSeconds(desired.healthCheckIntervalSeconds().orElse(null))
        .healthCheckTimeoutSeconds(desired.healthCheckTimeoutSeconds().orElse(null))
        .healthyThresholdCount(desired.healthyThresholdCount().orElse(null))
        .unhealthyThresholdCount(desired.unhealthyThresholdCount().orElse(null))
        .healthCheckPath(desired.healthCheckPath().orElse(null))
        .tags(ElbRequests.tags(aws))
        .build();
    return observed(aws.elb().createTargetGroup(request).targetGroups().get(0), aws);
  }

  @Override
  public Observed<TargetGroup> update(Observed<TargetGroup> actual, TargetGroup desired, Step aws) {
    Difference changed = new Difference(actual.value(), desired);
    String checkProtocol = changed.in(group -> group.healthCheckProtocol().map(Protocol::label));
    ModifyTargetGroupRequest request = ModifyTargetGroupRequest.builder()
        .targetGroupArn(actual.identity())
        .healthCheckProtocol(checkProtocol)
        .healthCheckPort(changed.in(TargetGroup::healthCheckPort))
        .healthCheckEnabled(changed.in(TargetGroup::healthCheckEnabled))
        .healthCheckIntervalSeconds(changed.in(TargetGroup::healthCheckIntervalSeconds))
        .healthCheckTimeoutSeconds(changed.in(TargetGroup::healthCheckTimeoutSeconds))
        .healthyThresholdCount(changed.in(TargetGroup::healthyThresholdCount))
        .unhealthyThresholdCount(changed.in(TargetGroup::unhealthyThresholdCount))
        .healthCheckPath(changed.in(TargetGroup::healthCheckPath))
        .build();
    return observed(aws.elb().modifyTargetGroup(request).targetGroups().get(0), aws);
  }

  private record Difference(TargetGroup actual, TargetGroup desired) {
    /** The wish, where it differs; null where a request leaves it out. */
    <V> @Nullable V in(Function<TargetGroup, Optional<V>> attribute) {
      Optional<V> wish = attribute.apply(desired);
      return wish.equals(attribute.apply(actual)) ? null : wish.orElse(null);
    }
  }

  @Override
  public void delete(Observed<TargetGroup> actual, Step aws) {
    aws.elb().deleteTargetGroup(r -> r.targetGroupArn(actual.identity()));
  }

  @Override
  public Optional<Observed<TargetGroup>> read(Observed<TargetGroup> known, Aws aws) {
    return described(r -> r.targetGroupArns(known.identity()), aws);
  }

  @Override
  public Optional<Observed<TargetGroup>> made(TargetGroup wish, Map<String, String> tags, Aws aws) {
    return described(r -> r.names(wish.targetGroupName()), aws)
        .filter(group -> ElbRequests.carries(group.identity(), tags, aws));
  }

  private static Optional<Observed<TargetGroup>> described(
      Consumer<DescribeTargetGroupsRequest.Builder> which, Aws aws) {
    return aws.unlessMissing(() -> aws.elb().describeTargetGroups(which))
        .flatMap(answer -> answer.targetGroups().stream().findFirst())
        .map(group -> observed(group, aws));
  }

  private static Observed<TargetGroup> observed(
      software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group, Aws aws) {
    Optional<String> vpc = Optional.ofNullable(group.vpcId()).filter(id -> !id.isEmpty());
    TargetGroup value = TargetGroup.builder()
        .region(aws.region())
        .targetGroupName(group.targetGroupName())
        .targetType(
            Labels.find(TargetType.class, group.targetTypeAsString()).orElse(TargetType.INSTANCE))
        .targetGroupArn(group.targetGroupArn())
        .ipAddressType(Labels.find(TargetGroupIpAddressType.class, group.ipAddressTypeAsString()))
        .protocol(Labels.find(Protocol.class, group.protocolAsString()))
        .port(Optional.ofNullable(group.port()))
        .vpc(vpc)
        .vpcId(vpc.map(Ref::<Vpc>cloud))
        .healthCheckProtocol(Labels.find(Protocol.class, group.healthCheckProtocolAsString()))
        .healthCheckPort(Optional.ofNullable(group.healthCheckPort()))
        .healthCheckEnabled(Optional.ofNullable(group.healthCheckEnabled()))
        .healthCheckIntervalSeconds(Optional.ofNullable(group.healthCheckIntervalSeconds()))
        .healthCheckTimeoutSeconds(Optional.ofNullable(group.healthCheckTimeoutSeconds()))
        .healthyThresholdCount(Optional.ofNullable(group.healthyThresholdCount()))
        .unhealthyThresholdCount(Optional.ofNullable(group.unhealthyThresholdCount()))
        .healthCheckPath(Optional.ofNullable(group.healthCheckPath()))
        .protocolVersion(Labels.find(ProtocolVersion.class, group.protocolVersion()))
        .build();
    return Observed.of(group.targetGroupArn(), value);
  }
}
