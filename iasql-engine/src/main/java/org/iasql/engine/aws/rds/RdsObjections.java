package org.iasql.engine.aws.rds;

import java.util.Optional;
import org.iasql.aws.rds.Rds;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** What RDS, or the worth of the data, speaks against in a wish. */
final class RdsObjections {
  private RdsObjections() {}

  static Optional<String> to(Rds desired, Observation aws) {
    String name = desired.dbInstanceIdentifier();
    return aws.all(Rds.class).stream()
        .map(Observed::value)
        .filter(there -> there.dbInstanceIdentifier().equals(name))
        .findFirst()
        .map(there -> toChange(there, desired))
        .orElseGet(() -> toCreate(desired, aws));
  }

  private static Optional<String> toChange(Rds there, Rds desired) {
    String name = desired.dbInstanceIdentifier();
    boolean replaces = !there.engine().equals(desired.engine())
        || !there.masterUsername().equals(desired.masterUsername())
        || desired
            .availabilityZone()
            .filter(zone -> !there.availabilityZone().equals(Optional.of(zone)))
            .isPresent();
    if (replaces) {
      return Optional.of(
          ("Database '%s' would have to be replaced, because RDS cannot change an instance's engine,"
                  + " master user or zone, and its data would be lost. Set the column back, or insert"
                  + " a row of another name and move the data.")
              .formatted(name));
    }
    if (desired.securityGroups().isEmpty() && !there.securityGroups().isEmpty()) {
      return Optional.of(
          "Database '%s' needs a security group, because RDS does not take the last one away. Insert a row of rds_security_groups."
              .formatted(name));
    }
    return there.allocatedStorage() <= desired.allocatedStorage()
        ? Optional.empty()
        : Optional.of(
            "Database '%s' has %d GiB of storage, and RDS cannot take any away. Set allocated_storage to %d or more."
                .formatted(name, there.allocatedStorage(), there.allocatedStorage()));
  }

  private static Optional<String> toCreate(Rds desired, Observation aws) {
    String name = desired.dbInstanceIdentifier();
    boolean deleting = aws.once(RdsMapper.INSTANCES).stream()
        .filter(RdsReader::isBeingDeleted)
        .map(DBInstance::dbInstanceIdentifier)
        .anyMatch(name::equals);
    if (deleting) {
      return Optional.of(
          "A database '%s' is still being deleted, and RDS keeps its name until that is over. Apply again in some minutes."
              .formatted(name));
    }
    return desired.masterUserPassword().isPresent()
        ? Optional.empty()
        : Optional.of(
            "Database '%s' cannot be created without a password. Set master_user_password; apply sends it and then sets it to NULL."
                .formatted(name));
  }
}
