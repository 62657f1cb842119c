package org.iasql.aws.ec2;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Replaces;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** A part of a VPC's addresses, in one availability zone. */
@Table("subnet")
@Value.Immutable
@JsonSerialize(as = ImmutableSubnet.class)
@JsonDeserialize(as = ImmutableSubnet.class)
public interface Subnet extends Resource<Subnet>, WithSubnet {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** The zone's name, such as {@code us-east-2a}. */
  @Replaces
  String availabilityZone();

  /** {@code pending} or {@code available}. */
  @Assigned
  @Value.Auxiliary
  Optional<String> state();

  /** How many addresses were free when AWS was last asked. */
  @Assigned(counter = true)
  @Value.Auxiliary
  Optional<Integer> availableIpAddressCount();

  /**
   * The addresses, such as {@code 10.0.1.0/24}: 16 to 28 bits, and no bits right of the mask. No two
   * subnets of a VPC share any.
   */
  @Key
  String cidrBlock();

  /** AWS's id, such as {@code subnet-0123456789abcdef0}. */
  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> subnetId();

  /** The account that owns it: another one's if it is shared. */
  @Assigned
  @Value.Auxiliary
  Optional<String> ownerId();

  @Assigned
  @Value.Auxiliary
  Optional<String> subnetArn();

  /** The VPC that it is a part of. */
  @Key
  Ref<Vpc> vpcId();

  @Override
  default String describe() {
    return subnetId().orElseGet(this::cidrBlock);
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Subnet}. */
  final class Builder extends ImmutableSubnet.Builder {}
}
