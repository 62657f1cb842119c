package org.iasql.local.aws.rds;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.iasql.local.aws.Account;
import org.iasql.local.aws.AttachedInterface;
import org.iasql.local.aws.Pages;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/** The database instances of a region. They live in the default VPC. */
final class Instances {
  private static final int MAX_NAME = 63;
  private static final Map<String, String> HOSTED_ZONES = Map.of(
      "us-east-1", "Z2R2ITUGPM61AM",
      "us-east-2", "Z2XHWR1WZ565X2",
      "us-west-2", "Z1PVIF0B656C1W",
      "eu-west-1", "Z29XKXDKYMONMX");

  private final Account account;
  private final String region;
  private final String domain;
  private final ParameterGroups groups;
  private final InstanceNetwork network;
  private final Map<String, StoredInstance> instances = new TreeMap<>();

  Instances(Account account, String region, ParameterGroups groups) {
    this.account = account;
    this.region = region;
    this.groups = groups;
    this.network = new InstanceNetwork(account, region);
    this.domain = "c" + account.letters(11, "abcdefghijklmnopqrstuvwxyz0123456789");
  }

  DBInstance create(CreateDbInstanceRequest request) {
    String name = RdsErrors.required("DBInstanceIdentifier", request.dbInstanceIdentifier())
        .toLowerCase(Locale.ROOT);
    RdsErrors.checkIdentifier("DBInstanceIdentifier", name, MAX_NAME);
    Engines engine =
        Engines.find(RdsErrors.required("Engine", request.engine()), request.engineVersion());
    InstanceRules.checkClass(RdsErrors.required("DBInstanceClass", request.dbInstanceClass()));
    InstanceRules.checkStorage(
        RdsErrors.required("AllocatedStorage", request.allocatedStorage()), request.engine());
    InstanceRules.checkUsername(
        RdsErrors.required("MasterUsername", request.masterUsername()), engine);
    if (!Boolean.TRUE.equals(request.manageMasterUserPassword())) {
      RdsErrors.required("MasterUserPassword", request.masterUserPassword());
    }
    InstanceRules.checkPassword(request.masterUserPassword());
    InstanceRules.checkRetention(request.backupRetentionPeriod());
    if (find(name).isPresent()) {
      throw RdsErrors.error(
          DbInstanceAlreadyExistsException.builder(),
          "DBInstanceAlreadyExists",
          400,
          "DB instance already exists");
    }
    Subnet subnet = network.subnet(request.availabilityZone());
    DBInstance instance = instance(request, name, engine, subnet);
    StoredInstance stored =
        new StoredInstance(account, instance, endpoint(instance), subnet.subnetId());
    instances.put(name, stored);
    return stored.instance().toBuilder().dbInstanceStatus("creating").build();
  }

  Pages.Page<DBInstance> describe(DescribeDbInstancesRequest request) {
    List<String> wanted = request.filters().stream()
        .filter(filter -> filter.name().equals("db-instance-id"))
        .flatMap(filter -> filter.values().stream())
        .toList();
    List<DBInstance> found = request.dbInstanceIdentifier() == null
        ? present().stream()
            .map(StoredInstance::described)
            .filter(
                instance -> wanted.isEmpty() || wanted.contains(instance.dbInstanceIdentifier()))
            .toList()
        : List.of(require(request.dbInstanceIdentifier()).described());
    int size = RdsErrors.records(request.maxRecords());
    return Pages.page(found, request.marker(), size, size);
  }

  DBInstance modify(ModifyDbInstanceRequest request) {
    StoredInstance stored = require(request.dbInstanceIdentifier());
    if (!stored.status().equals("available")) {
      throw RdsErrors.invalidInstanceState("Database instance is not in available state.");
    }
    InstanceChange change = new InstanceChange(stored.instance(), request);
    DBInstance.Builder changed = change.apply();
    if (!request.vpcSecurityGroupIds().isEmpty()) {
      changed.vpcSecurityGroups(network.memberships(request.vpcSecurityGroupIds()));
    }
    if (request.dbParameterGroupName() != null) {
      Engines engine =
          Engines.find(stored.instance().engine(), stored.instance().engineVersion());
      changed.dbParameterGroups(membership(
          groups.forInstance(Optional.of(request.dbParameterGroupName()), engine),
          "pending-reboot"));
    }
    stored.modify(changed.build(), change.takesTime());
    return stored.described();
  }

  DBInstance delete(DeleteDbInstanceRequest request) {
    StoredInstance stored = require(request.dbInstanceIdentifier());
    if (stored.status().equals("deleting")) {
      throw RdsErrors.invalidInstanceState(
          "Instance " + request.dbInstanceIdentifier() + " is already being deleted.");
    }
    boolean skips = Boolean.TRUE.equals(request.skipFinalSnapshot());
    if (Boolean.TRUE.equals(stored.instance().deletionProtection())) {
      throw RdsErrors.invalidCombination("Cannot delete protected DB Instance, please disable "
          + "deletion protection and try again.");
    }
    if (!skips && request.finalDBSnapshotIdentifier() == null) {
      throw RdsErrors.invalidCombination(
          "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
    }
    if (skips && request.finalDBSnapshotIdentifier() != null) {
      throw RdsErrors.invalidCombination(
          "FinalDBSnapshotIdentifier cannot be specified when SkipFinalSnapshot is true.");
    }
    if (!skips && !stored.status().equals("available")) {
      throw RdsErrors.invalidInstanceState(
          "Cannot create a snapshot because the database instance is not in available state.");
    }
    stored.delete();
    return stored.described();
  }

  boolean useParameterGroup(String name) {
    return present().stream()
        .flatMap(stored -> stored.instance().dbParameterGroups().stream())
        .anyMatch(group -> group.dbParameterGroupName().equals(name));
  }

  boolean contains(String arn) {
    return present().stream()
        .anyMatch(stored -> stored.instance().dbInstanceArn().equals(arn));
  }

  List<AttachedInterface> interfaces() {
    return present().stream().map(StoredInstance::attached).toList();
  }

  private DBInstance instance(
      CreateDbInstanceRequest request, String name, Engines engine, Subnet subnet) {
    return DBInstance.builder()
        .dbInstanceIdentifier(name)
        .dbInstanceArn(account.arn("rds", region, "db:" + name))
        .dbiResourceId("db-" + account.letters(26, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
        .dbInstanceClass(request.dbInstanceClass())
        .engine(request.engine())
        .engineVersion(engine.version(request.engineVersion()))
        .masterUsername(request.masterUsername())
        .dbName(request.dbName())
        .allocatedStorage(request.allocatedStorage())
        .storageType(Optional.ofNullable(request.storageType()).orElse("gp2"))
        .instanceCreateTime(account.now())
        .pendingModifiedValues(PendingModifiedValues.builder().build())
        .backupRetentionPeriod(
            Optional.ofNullable(request.backupRetentionPeriod()).orElse(1))
        .vpcSecurityGroups(network.memberships(request.vpcSecurityGroupIds()))
        .dbParameterGroups(membership(
            groups.forInstance(Optional.ofNullable(request.dbParameterGroupName()), engine),
            "in-sync"))
        .availabilityZone(subnet.availabilityZone())
        .dbSubnetGroup(DBSubnetGroup.builder()
            .dbSubnetGroupName("default")
            .vpcId(subnet.vpcId())
            .subnetGroupStatus("Complete")
            .build())
        .dbInstancePort(Optional.ofNullable(request.port()).orElse(engine.port()))
        .multiAZ(Boolean.TRUE.equals(request.multiAZ()))
        .publiclyAccessible(!Boolean.FALSE.equals(request.publiclyAccessible()))
        .autoMinorVersionUpgrade(!Boolean.FALSE.equals(request.autoMinorVersionUpgrade()))
        .deletionProtection(Boolean.TRUE.equals(request.deletionProtection()))
        .storageEncrypted(Boolean.TRUE.equals(request.storageEncrypted()))
        .build();
  }

  private Endpoint endpoint(DBInstance instance) {
    return Endpoint.builder()
        .address(
            instance.dbInstanceIdentifier() + "." + domain + "." + region + ".rds.amazonaws.com")
        .port(instance.dbInstancePort())
        .hostedZoneId(HOSTED_ZONES.getOrDefault(region, "Z1TTGA775OQIYO"))
        .build();
  }

  private static DBParameterGroupStatus membership(DBParameterGroup group, String status) {
    return DBParameterGroupStatus.builder()
        .dbParameterGroupName(group.dbParameterGroupName())
        .parameterApplyStatus(status)
        .build();
  }

  private List<StoredInstance> present() {
    instances.values().removeIf(StoredInstance::isGone);
    return List.copyOf(instances.values());
  }

  private Optional<StoredInstance> find(String name) {
    return Optional.ofNullable(instances.get(name.toLowerCase(Locale.ROOT)))
        .filter(stored -> !stored.isGone());
  }

  private StoredInstance require(String name) {
    return find(RdsErrors.required("DBInstanceIdentifier", name))
        .orElseThrow(() -> RdsErrors.error(
            DbInstanceNotFoundException.builder(),
            "DBInstanceNotFound",
            404,
            "DBInstance " + name + " not found."));
  }
}
