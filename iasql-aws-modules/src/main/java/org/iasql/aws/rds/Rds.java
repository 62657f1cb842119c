package org.iasql.aws.rds;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Optional;
import java.util.Set;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.core.resource.Assigned;
import org.iasql.core.resource.Key;
import org.iasql.core.resource.Parts;
import org.iasql.core.resource.ProviderDefault;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.Replaces;
import org.iasql.core.resource.Resource;
import org.iasql.core.resource.Table;
import org.iasql.core.resource.WriteOnly;
import org.immutables.value.Value;

/** A database instance of RDS. It holds data, so it is never replaced. */
@Table("rds")
@Value.Immutable
@JsonSerialize(as = ImmutableRds.class)
@JsonDeserialize(as = ImmutableRds.class)
public interface Rds extends Resource<Rds> {
  @Override
  @Value.Auxiliary
  Optional<Integer> id();

  /** The region; empty means the database's default region. */
  @Key
  Optional<String> region();

  /** One to 63 lower-case letters, digits and single hyphens. */
  @Key
  String dbInstanceIdentifier();

  /** In GiB; it can only grow. */
  int allocatedStorage();

  /** The zone; empty lets RDS choose one. */
  @Replaces
  @ProviderDefault
  Optional<String> availabilityZone();

  /** The size, such as {@code db.t3.micro}. */
  String dbInstanceClass();

  /** The engine's name, such as {@code postgres}; RDS takes its default version. */
  @Replaces
  String engine();

  @Replaces
  String masterUsername();

  /** Sent when the instance is created, and whenever it is set again; never read back. */
  @WriteOnly
  @Value.Redacted
  Optional<String> masterUserPassword();

  /** The host to connect to; empty while the instance is being created. */
  @Assigned
  @Value.Auxiliary
  Optional<String> endpointAddr();

  @Assigned
  @Value.Auxiliary
  Optional<Integer> endpointPort();

  @Assigned
  @Value.Auxiliary
  Optional<String> endpointHostedZoneId();

  /** For how many days backups are kept, 0 to 35; one unless said otherwise, and 0 for none. */
  int backupRetentionPeriod();

  /** The parameters; empty means the default group of the engine, which RDS makes itself. */
  Optional<Ref<ParameterGroup>> parameterGroupName();

  /** Who can reach the instance. Without any, RDS takes the default group of the VPC. */
  @Parts(table = "rds_security_groups", owner = "rds_id", element = "security_group_id")
  Set<Ref<SecurityGroup>> securityGroups();

  /** The same instance, with no parameter group where it has the engine's default one. */
  @Value.Check
  default Rds canonical() {
    boolean ofEngine = parameterGroupName()
        .filter(group -> group.toString().matches("(arn:.*:pg:)?default\\..*"))
        .isPresent();
    return ofEngine ? builder().from(this).parameterGroupName(Optional.empty()).build() : this;
  }

  // Immutables would declare these itself, and a variant for groups that javac warns about.

  /** The same with another name. */
  Rds withDbInstanceIdentifier(String identifier);

  /** The same with more storage, in GiB. */
  Rds withAllocatedStorage(int gib);

  /** The same of another size. */
  Rds withDbInstanceClass(String size);

  /** The same with a password to send. */
  Rds withMasterUserPassword(String password);

  /** The same with backups kept for another number of days. */
  Rds withBackupRetentionPeriod(int days);

  /** The same with other parameters. */
  Rds withParameterGroupName(Ref<ParameterGroup> group);

  /** The same with other security groups. */
  Rds withSecurityGroups(Iterable<? extends Ref<SecurityGroup>> groups);

  @Override
  default String describe() {
    return dbInstanceIdentifier();
  }

  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Rds}. */
  final class Builder extends ImmutableRds.Builder {
    Builder() {
      backupRetentionPeriod(1);
    }
  }
}
