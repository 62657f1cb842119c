package org.iasql.local.aws.rds;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/**
 * What a ModifyDBInstance does to the values of an instance. Class, storage, engine version,
 * backup retention and password wait for the maintenance window unless they are to be applied
 * immediately; a window never comes here.
 */
final class InstanceChange {
  private final DBInstance old;
  private final ModifyDbInstanceRequest request;

  InstanceChange(DBInstance old, ModifyDbInstanceRequest request) {
    this.old = old;
    this.request = request;
  }

  /** Tells whether the instance is {@code modifying} for a while. */
  boolean takesTime() {
    return isImmediate()
        && (request.dbInstanceClass() != null
            || request.allocatedStorage() != null
            || request.engineVersion() != null
            || request.multiAZ() != null
            || request.backupRetentionPeriod() != null
            || request.masterUserPassword() != null);
  }

  DBInstance.Builder apply() {
    Optional<Integer> storage = storage();
    if (request.dbInstanceClass() != null) {
      InstanceRules.checkClass(request.dbInstanceClass());
    }
    InstanceRules.checkPassword(request.masterUserPassword());
    InstanceRules.checkRetention(request.backupRetentionPeriod());
    Optional<String> version = Optional.ofNullable(request.engineVersion())
        .map(wish -> Engines.find(old.engine(), wish).version(wish));
    DBInstance.Builder changed = old.toBuilder()
        .deletionProtection(or(request.deletionProtection(), old.deletionProtection()))
        .publiclyAccessible(or(request.publiclyAccessible(), old.publiclyAccessible()));
    if (!isImmediate()) {
      return changed.pendingModifiedValues(PendingModifiedValues.builder()
          .dbInstanceClass(request.dbInstanceClass())
          .allocatedStorage(storage.orElse(null))
          .engineVersion(version.orElse(null))
          .multiAZ(request.multiAZ())
          .backupRetentionPeriod(request.backupRetentionPeriod())
          .masterUserPassword(request.masterUserPassword() == null ? null : "****")
          .build());
    }
    return changed
        .pendingModifiedValues((PendingModifiedValues) null)
        .dbInstanceClass(or(request.dbInstanceClass(), old.dbInstanceClass()))
        .allocatedStorage(storage.orElse(old.allocatedStorage()))
        .engineVersion(version.orElse(old.engineVersion()))
        .multiAZ(or(request.multiAZ(), old.multiAZ()))
        .backupRetentionPeriod(or(request.backupRetentionPeriod(), old.backupRetentionPeriod()));
  }

  /** Storage only grows, and by ten per cent at least: RDS rounds a smaller wish up. */
  private Optional<Integer> storage() {
    Integer wish = request.allocatedStorage();
    if (wish == null || wish.equals(old.allocatedStorage())) {
      return Optional.empty();
    }
    InstanceRules.checkStorage(wish, old.engine());
    if (wish < old.allocatedStorage()) {
      throw RdsErrors.invalidCombination("Requested storage size ("
          + wish
          + ") is less than the current storage size ("
          + old.allocatedStorage()
          + "), which cannot be reduced.");
    }
    return Optional.of(Math.max(wish, (old.allocatedStorage() * 11 + 9) / 10));
  }

  private boolean isImmediate() {
    return Boolean.TRUE.equals(request.applyImmediately());
  }

  private static <T> T or(@Nullable T wish, T old) {
    return Optional.ofNullable(wish).orElse(old);
  }
}
