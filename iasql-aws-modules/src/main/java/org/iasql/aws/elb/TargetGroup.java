package org.iasql.aws.elb;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import org.iasql.aws.ec2.Vpc;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.ProviderDefault;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Replaces;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** Targets of one kind, how to speak to them, and how to find out whether they are healthy. */
@Table("target_group")
@Value.Immutable
@JsonSerialize(as = ImmutableTargetGroup.class)
@JsonDeserialize(as = ImmutableTargetGroup.class)
public interface TargetGroup extends Resource<TargetGroup>, WithTargetGroup {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** At most 32 letters, digits and inner hyphens. */
  @Key
  String targetGroupName();

  @Replaces
  TargetType targetType();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> targetGroupArn();

  @ProviderDefault
  @Replaces
  Optional<TargetGroupIpAddressType> ipAddressType();

  /** What the targets speak; none for a function. */
  @Replaces
  Optional<Protocol> protocol();

  /** Where the targets listen, unless they say otherwise themselves; none for a function. */
  @Replaces
  Optional<Integer> port();

  /** The VPC as existing clients name it, {@code default} or AWS's id; {@link #vpcId} decides. */
  @Value.Auxiliary
  Optional<String> vpc();

  /**
   * The VPC; empty means what {@link #vpc} says, and without that the default VPC. A function has
   * none.
   */
  @Replaces
  Optional<Ref<Vpc>> vpcId();

  @ProviderDefault
  Optional<Protocol> healthCheckProtocol();

  /** A port's number, or {@code traffic-port}. */
  @ProviderDefault
  Optional<String> healthCheckPort();

  @ProviderDefault
  Optional<Boolean> healthCheckEnabled();

  @ProviderDefault
  Optional<Integer> healthCheckIntervalSeconds();

  @ProviderDefault
  Optional<Integer> healthCheckTimeoutSeconds();

  @ProviderDefault
  Optional<Integer> healthyThresholdCount();

  @ProviderDefault
  Optional<Integer> unhealthyThresholdCount();

  /** The path that is asked for; none where the check is a TCP connection. */
  @ProviderDefault
  Optional<String> healthCheckPath();

  /** The version of HTTP; none where the targets speak anything else. */
  @ProviderDefault
  @Replaces
  Optional<ProtocolVersion> protocolVersion();

  /** Forgets what the protocols have no use for, such as what the group had before they changed. */
  @Value.Check
  default TargetGroup canonical() {
    boolean http = protocol().filter(Protocol::isHttp).isPresent();
    boolean tcpCheck = healthCheckProtocol().filter(check -> !check.isHttp()).isPresent();
    boolean same =
        (http || protocolVersion().isEmpty()) && !(tcpCheck && healthCheckPath().isPresent());
    return same
        ? this
        : builder()
            .from(this)
            .protocolVersion(protocolVersion().filter(version -> http))
            .healthCheckPath(healthCheckPath().filter(path -> !tcpCheck))
            .build();
  }

  @Override
  default String describe() {
    return targetGroupName();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link TargetGroup}. */
  final class Builder extends ImmutableTargetGroup.Builder {}
}
