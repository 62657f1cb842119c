package org.iasql.aws.ec2;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Locale;
import java.util.Optional;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Identity;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Replaces;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.immutables.value.Value;

/** A named set of firewall rules in a VPC; the rules are {@link SecurityGroupRule}s. */
@Table("security_group")
@Value.Immutable
@JsonSerialize(as = ImmutableSecurityGroup.class)
@JsonDeserialize(as = ImmutableSecurityGroup.class)
public interface SecurityGroup extends Resource<SecurityGroup>, WithSecurityGroup {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** One to 255 characters of AWS's set; unique in the VPC, where case does not count. */
  @Key(ignoreCase = true)
  @Value.Auxiliary
  String groupName();

  /** The name as AWS compares it. */
  @Value.Derived
  @JsonIgnore
  default String foldedName() {
    return groupName().toLowerCase(Locale.ROOT);
  }

  /** What it is for; empty means the group's name. AWS cannot change it. */
  @Replaces
  Optional<String> description();

  @Assigned
  @Value.Auxiliary
  Optional<String> ownerId();

  /** AWS's id, such as {@code sg-0123456789abcdef0}. */
  @Assigned
  @Identity
  @Value.Auxiliary
  Optional<String> groupId();

  /** The VPC; empty means the region's default VPC. */
  @Key
  Optional<Ref<Vpc>> vpcId();

  @Override
  default String describe() {
    return groupName();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SecurityGroup}. */
  final class Builder extends ImmutableSecurityGroup.Builder {}
}
