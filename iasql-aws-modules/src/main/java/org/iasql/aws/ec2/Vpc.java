package org.iasql.aws.ec2;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Replaces;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** A network of its own in a region. VPCs have no name: only AWS's id tells them apart. */
@Table("vpc")
@Value.Immutable
@JsonSerialize(as = ImmutableVpc.class)
@JsonDeserialize(as = ImmutableVpc.class)
public interface Vpc extends Resource<Vpc>, WithVpc {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** AWS's id, such as {@code vpc-0123456789abcdef0}. */
  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> vpcId();

  /** The addresses, such as {@code 10.0.0.0/16}: 16 to 28 bits, and no bits right of the mask. */
  @Replaces
  String cidrBlock();

  /** {@code pending} or {@code available}. */
  @Assigned
  @Value.Auxiliary
  Optional<String> state();

  /** Whether it is the VPC that AWS made for the region. */
  @Assigned
  @Value.Auxiliary
  @JsonProperty("is_default")
  Optional<Boolean> isDefault();

  @Override
  default String describe() {
    return vpcId().orElseGet(this::cidrBlock);
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Vpc}. */
  final class Builder extends ImmutableVpc.Builder {}
}
