package org.iasql.local.aws.rds;

import java.time.Instant;
import java.util.Optional;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AttachedInterface;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** A database instance; its status follows the account's clock. */
final class StoredInstance {
  private final Account account;
  private final Endpoint endpoint;
  private final String interfaceId;
  private final String subnetId;
  private DBInstance instance;
  private String change = "creating";
  private Instant changedAt;
  private Optional<Instant> deletedAt = Optional.empty();

  StoredInstance(Account account, DBInstance instance, Endpoint endpoint, String subnetId) {
    this.account = account;
    this.instance = instance;
    this.endpoint = endpoint;
    this.subnetId = subnetId;
    this.interfaceId = account.newId("eni-");
    this.changedAt = account.now();
  }

  DBInstance instance() {
    return instance;
  }

  String status() {
    if (deletedAt.isPresent()) {
      return "deleting";
    }
    return account.isProvisioned(changedAt) ? "available" : change;
  }

  boolean isGone() {
    return deletedAt.map(account::isDrained).orElse(false);
  }

  void delete() {
    deletedAt = Optional.of(account.now());
  }

  /** Changes the instance; if it takes a while, the status is {@code modifying} for that time. */
  void modify(DBInstance changed, boolean takesTime) {
    instance = changed;
    if (takesTime) {
      change = "modifying";
      changedAt = account.now();
    }
  }

  /** The endpoint appears when the instance is created, and stays through later changes. */
  DBInstance described() {
    boolean isCreated = !status().equals("creating");
    DBInstance.Builder described = instance.toBuilder().dbInstanceStatus(status());
    return (isCreated ? described.endpoint(endpoint) : described).build();
  }

  AttachedInterface attached() {
    return new AttachedInterface(
        interfaceId,
        subnetId,
        instance.vpcSecurityGroups().stream()
            .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
            .toList(),
        "RDSNetworkInterface");
  }
}
