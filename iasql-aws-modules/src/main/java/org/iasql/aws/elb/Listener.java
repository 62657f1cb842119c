package org.iasql.aws.elb;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import org.iasql.aws.acm.Certificate;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.ProviderDefault;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** A port of a load balancer, and the target group that what comes in there is forwarded to. */
@Table("listener")
@Value.Immutable
@JsonSerialize(as = ImmutableListener.class)
@JsonDeserialize(as = ImmutableListener.class)
public interface Listener extends Resource<Listener>, WithListener {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region, that of the load balancer; empty means the database's default region. */
  @Key
  Optional<String> region();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> listenerArn();

  /** 1 to 65535; unique for the load balancer. */
  @Key(updatable = true)
  int port();

  /** HTTP or HTTPS for an application load balancer, one of the others for a network one. */
  Protocol protocol();

  /** Left out, it is forward, which is all there is. */
  Optional<ActionType> actionType();

  @Key
  Ref<LoadBalancer> loadBalancerId();

  Ref<TargetGroup> targetGroupId();

  /** The TLS policy, such as {@code ELBSecurityPolicy-TLS13-1-2-2021-06}, of HTTPS and TLS. */
  @ProviderDefault
  Optional<String> sslPolicy();

  /** The default certificate of HTTPS and TLS. */
  Optional<Ref<Certificate>> certificateId();

  /** Writes the action out, and forgets the policy of a protocol without TLS. */
  @Value.Check
  default Listener canonical() {
    boolean same =
        actionType().isPresent() && (protocol().isEncrypted() || sslPolicy().isEmpty());
    return same
        ? this
        : builder()
            .from(this)
            .actionType(ActionType.FORWARD)
            .sslPolicy(sslPolicy().filter(policy -> protocol().isEncrypted()))
            .build();
  }

  @Override
  default String describe() {
    return "%s %d".formatted(protocol().label(), port());
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Listener}. */
  final class Builder extends ImmutableListener.Builder {}
}
