package org.iasql.aws.ecs;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** An ECS cluster: a name under which services run. */
@Table("cluster")
@Value.Immutable
@JsonSerialize(as = ImmutableCluster.class)
@JsonDeserialize(as = ImmutableCluster.class)
public interface Cluster extends Resource<Cluster>, WithCluster {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** One to 255 letters, digits, {@code _} and {@code -}. */
  @Key
  String clusterName();

  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> clusterArn();

  /** {@code ACTIVE}, {@code PROVISIONING}, {@code DEPROVISIONING} or {@code FAILED}. */
  @Assigned
  @Value.Auxiliary
  Optional<String> clusterStatus();

  @Override
  default String describe() {
    return clusterName();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Cluster}. */
  final class Builder extends ImmutableCluster.Builder {}
}
