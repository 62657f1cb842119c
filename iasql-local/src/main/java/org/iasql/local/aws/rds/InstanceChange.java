package org.iasql.local.aws.rds;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/**
 * What a ModifyDBInstance does to the values of an instance. Class, storage, version, standby and
 * backups that begin or end wait for the maintenance window, which never comes here, unless
 * something is applied immediately: then all that waits is.
 */
final class InstanceChange {
  private static final PendingModifiedValues NOTHING =
      PendingModifiedValues.builder().build();

  private final DBInstance old;
  private final ModifyDbInstanceRequest request;
  private final PendingModifiedValues pending;

  InstanceChange(DBInstance old, ModifyDbInstanceRequest request) {
    this.old = old;
    this.request = request;
    check();
    this.pending = pending();
  }

  /** Tells whether the instance is {@code modifying} for a while. */
  boolean takesTime() {
    return request.masterUserPassword() != null || (isImmediate() && !pending.equals(NOTHING));
  }

  DBInstance.Builder apply() {
    DBInstance.Builder changed = old.toBuilder()
        .deletionProtection(or(request.deletionProtection(), old.deletionProtection()))
        .publiclyAccessible(or(request.publiclyAccessible(), old.publiclyAccessible()));
    if (request.backupRetentionPeriod() != null && !togglesBackups()) {
      changed.backupRetentionPeriod(request.backupRetentionPeriod());
    }
    if (!isImmediate()) {
      return changed.pendingModifiedValues(pending);
    }
    if (pending.backupRetentionPeriod() != null) {
      changed.backupRetentionPeriod(pending.backupRetentionPeriod());
    }
    return changed
        .pendingModifiedValues(NOTHING)
        .dbInstanceClass(or(pending.dbInstanceClass(), old.dbInstanceClass()))
        .allocatedStorage(or(pending.allocatedStorage(), old.allocatedStorage()))
        .engineVersion(or(pending.engineVersion(), old.engineVersion()))
        .multiAZ(or(pending.multiAZ(), old.multiAZ()));
  }

  private void check() {
    if (request.dbInstanceClass() != null) {
      InstanceRules.checkClass(request.dbInstanceClass());
    }
    InstanceRules.checkPassword(request.masterUserPassword());
    InstanceRules.checkRetention(request.backupRetentionPeriod());
  }

  /** What waited before, and what this request adds to it. */
  private PendingModifiedValues pending() {
    PendingModifiedValues.Builder merged = old.pendingModifiedValues().toBuilder();
    if (request.dbInstanceClass() != null
        && !request.dbInstanceClass().equals(old.dbInstanceClass())) {
      merged.dbInstanceClass(request.dbInstanceClass());
    }
    storage().ifPresent(merged::allocatedStorage);
    if (request.engineVersion() != null) {
      Engines engine = Engines.find(old.engine(), request.engineVersion());
      merged.engineVersion(engine.version(request.engineVersion()));
    }
    if (request.multiAZ() != null && !request.multiAZ().equals(old.multiAZ())) {
      merged.multiAZ(request.multiAZ());
    }
    if (request.backupRetentionPeriod() != null && togglesBackups()) {
      merged.backupRetentionPeriod(request.backupRetentionPeriod());
    }
    return merged.build();
  }

  /** From one number of days to another is at once; from or to none needs the window. */
  private boolean togglesBackups() {
    return (request.backupRetentionPeriod() == 0) != (old.backupRetentionPeriod() == 0);
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
