package org.iasql.engine.aws.rds;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.rds.ParameterGroup;
import org.iasql.aws.rds.Rds;
import org.iasql.core.resource.Ref;
import org.iasql.engine.aws.Observed;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** Reads a database instance as RDS describes it. */
record RdsReader(String region, ParameterGroups parameterGroups) {
  /** Finds a parameter group's ARN. */
  @FunctionalInterface
  interface ParameterGroups {
    Optional<String> arn(String name);
  }

  /** Why the tables cannot hold an instance; empty if they can. */
  static Optional<String> reasonToLeaveOut(DBInstance instance) {
    if (instance.dbClusterIdentifier() != null) {
      return Optional.of("they belong to a database cluster");
    }
    return instance.masterUsername() == null
        ? Optional.of("they have no master user")
        : Optional.empty();
  }

  static boolean isBeingDeleted(DBInstance instance) {
    return "deleting".equals(instance.dbInstanceStatus());
  }

  /** The ARN of a parameter group in the same account and region as an instance. */
  static String parameterGroupArn(String instanceArn, String name) {
    return instanceArn.substring(0, instanceArn.indexOf(":db:")) + ":pg:" + name;
  }

  /** What is requested and still pending counts as done. */
  Observed<Rds> observed(DBInstance instance) {
    Optional<PendingModifiedValues> pending = Optional.ofNullable(instance.pendingModifiedValues());
    Optional<Endpoint> endpoint = Optional.ofNullable(instance.endpoint());
    Rds value = Rds.builder()
        .region(region)
        .dbInstanceIdentifier(instance.dbInstanceIdentifier())
        .allocatedStorage(pending
            .map(PendingModifiedValues::allocatedStorage)
            .orElseGet(instance::allocatedStorage))
        .availabilityZone(Optional.ofNullable(instance.availabilityZone()))
        .dbInstanceClass(pending
            .map(PendingModifiedValues::dbInstanceClass)
            .orElseGet(instance::dbInstanceClass))
        .engine(instance.engine())
        .masterUsername(instance.masterUsername())
        .endpointAddr(endpoint.map(Endpoint::address))
        .endpointPort(endpoint.map(Endpoint::port))
        .endpointHostedZoneId(endpoint.map(Endpoint::hostedZoneId))
        .backupRetentionPeriod(pending
            .map(PendingModifiedValues::backupRetentionPeriod)
            .orElseGet(instance::backupRetentionPeriod))
        .parameterGroupName(instance.dbParameterGroups().stream()
            .findFirst()
            .map(DBParameterGroupStatus::dbParameterGroupName)
            .flatMap(parameterGroups::arn)
            .map(Ref::<ParameterGroup>cloud))
        .securityGroups(instance.vpcSecurityGroups().stream()
            .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
            .map(Ref::<SecurityGroup>cloud)
            .collect(Collectors.toSet()))
        .build();
    return Observed.of(instance.dbInstanceArn(), instance.dbiResourceId(), value);
  }

  /** The same, without the default group that RDS takes where a row names no group. */
  Observed<Rds> observedWithout(Set<String> defaultGroups, DBInstance instance) {
    Observed<Rds> observed = observed(instance);
    Set<Ref<SecurityGroup>> groups = observed.value().securityGroups().stream()
        .filter(group -> group.cloud().filter(defaultGroups::contains).isEmpty())
        .collect(Collectors.toSet());
    return Observed.of(
        observed.identity(), observed.incarnation(), observed.value().withSecurityGroups(groups));
  }

  /**
   * A known instance while the engine waits for it: its endpoint is there once it is available, and
   * so shows that it is ready.
   */
  static Observed<Rds> waiting(Observed<Rds> known, DBInstance instance) {
    Optional<Endpoint> endpoint = Optional.ofNullable(instance.endpoint())
        .filter(there -> "available".equals(instance.dbInstanceStatus()));
    Rds value = Rds.builder()
        .from(known.value())
        .availabilityZone(Optional.ofNullable(instance.availabilityZone()))
        .endpointAddr(endpoint.map(Endpoint::address))
        .endpointPort(endpoint.map(Endpoint::port))
        .endpointHostedZoneId(endpoint.map(Endpoint::hostedZoneId))
        .build();
    return Observed.of(known.identity(), known.incarnation(), value);
  }
}
