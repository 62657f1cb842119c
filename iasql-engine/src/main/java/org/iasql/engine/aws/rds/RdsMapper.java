package org.iasql.engine.aws.rds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.rds.ParameterGroup;
import org.iasql.aws.rds.Rds;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.iasql.engine.aws.Aws;
import org.iasql.engine.aws.Listing;
import org.iasql.engine.aws.Observation;
import org.iasql.engine.aws.Observed;
import org.iasql.engine.aws.ResourceMapper;
import org.iasql.engine.aws.Step;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * Maps {@code rds} to RDS's database instances. An instance that is being deleted is no row, though
 * its name is not free yet. Deleting the row deletes the data: no final snapshot is taken, and the
 * automated backups go too.
 */
final class RdsMapper implements ResourceMapper<Rds> {
  /** Every instance, also those that are being deleted or belong to a cluster. */
  static final Listing<List<DBInstance>> INSTANCES = new Listing<>(
      "RDS instances",
      aws -> aws.rds().describeDBInstancesPaginator(r -> r.maxRecords(100)).dbInstances().stream()
          .toList());

  @Override
  public ResourceType<Rds> type() {
    return ResourceType.of(Rds.class);
  }

  @Override
  public List<Observed<Rds>> list(Observation aws) {
    List<DBInstance> instances = aws.once(INSTANCES).stream()
        .filter(instance -> !RdsReader.isBeingDeleted(instance))
        .filter(instance -> holds(instance, aws))
        .toList();
    if (instances.isEmpty()) {
      return List.of();
    }
    RdsReader reader = new RdsReader(aws.region(), parameterGroups(aws));
    Set<String> defaultGroups = defaultGroups(aws);
    Set<String> withoutGroups = aws.rows(Rds.class).stream()
        .filter(row -> row.region().equals(Optional.of(aws.region())))
        .filter(row -> row.securityGroups().isEmpty())
        .map(Rds::dbInstanceIdentifier)
        .collect(Collectors.toSet());
    return instances.stream()
        .map(instance -> withoutGroups.contains(instance.dbInstanceIdentifier())
            ? reader.observedWithout(defaultGroups, instance)
            : reader.observed(instance))
        .toList();
  }

  private static boolean holds(DBInstance instance, Observation aws) {
    Optional<String> reason = RdsReader.reasonToLeaveOut(instance);
    reason.ifPresent(why -> aws.leaveOut(Rds.class, instance.dbInstanceArn(), why));
    return reason.isEmpty();
  }

  private static RdsReader.ParameterGroups parameterGroups(Observation aws) {
    return name -> aws.all(ParameterGroup.class).stream()
        .filter(group -> group.value().name().equals(name))
        .map(Observed::identity)
        .findFirst();
  }

  private static Set<String> defaultGroups(Observation aws) {
    return aws.all(SecurityGroup.class).stream()
        .filter(group -> group.value().groupName().equals("default"))
        .map(Observed::identity)
        .collect(Collectors.toSet());
  }

  @Override
  public Observed<Rds> create(Rds desired, Step aws) {
    Optional<String> parameters = parameterGroup(desired, aws);
    var created = aws.rds()
        .createDBInstance(r -> r.dbInstanceIdentifier(desired.dbInstanceIdentifier())
            .allocatedStorage(desired.allocatedStorage())
            .availabilityZone(desired.availabilityZone().orElse(null))
            .dbInstanceClass(desired.dbInstanceClass())
            .engine(desired.engine())
            .masterUsername(desired.masterUsername())
            .masterUserPassword(desired.masterUserPassword().orElse(null))
            .backupRetentionPeriod(desired.backupRetentionPeriod())
            .dbParameterGroupName(parameters.orElse(null))
            .vpcSecurityGroupIds(securityGroups(desired, aws))
            .tags(RdsTags.of(aws.tags())))
        .dbInstance();
    return waiting(desired, created, aws);
  }

  @Override
  public Observed<Rds> update(Observed<Rds> actual, Rds desired, Step aws) {
    Rds was = actual.value();
    ModifyDbInstanceRequest.Builder request = ModifyDbInstanceRequest.builder()
        .dbInstanceIdentifier(was.dbInstanceIdentifier())
        .applyImmediately(true);
    if (was.allocatedStorage() != desired.allocatedStorage()) {
      request.allocatedStorage(desired.allocatedStorage());
    }
    if (!was.dbInstanceClass().equals(desired.dbInstanceClass())) {
      request.dbInstanceClass(desired.dbInstanceClass());
    }
    if (was.backupRetentionPeriod() != desired.backupRetentionPeriod()) {
      request.backupRetentionPeriod(desired.backupRetentionPeriod());
    }
    if (!was.parameterGroupName().equals(desired.parameterGroupName())) {
      request.dbParameterGroupName(
          parameterGroup(desired, aws).orElseGet(() -> defaultGroup(was, aws)));
    }
    if (!was.securityGroups().equals(desired.securityGroups())
        && !desired.securityGroups().isEmpty()) {
      request.vpcSecurityGroupIds(securityGroups(desired, aws));
    }
    desired.masterUserPassword().ifPresent(request::masterUserPassword);
    return waiting(desired, aws.rds().modifyDBInstance(request.build()).dbInstance(), aws);
  }

  @Override
  public void delete(Observed<Rds> actual, Step aws) {
    aws.rds()
        .deleteDBInstance(r -> r.dbInstanceIdentifier(actual.value().dbInstanceIdentifier())
            .skipFinalSnapshot(true)
            .deleteAutomatedBackups(true));
  }

  /** While an instance is not available its endpoint is left out, see {@link RdsReader#waiting}. */
  @Override
  public boolean ready(Rds actual) {
    return actual.endpointAddr().isPresent();
  }

  @Override
  public boolean disappearsLater() {
    return true;
  }

  @Override
  public Optional<Observed<Rds>> read(Observed<Rds> known, Aws aws) {
    return described(known.value(), aws)
        .map(instance -> readable(instance, known.value(), aws))
        .filter(known::isSameAs);
  }

  @Override
  public Optional<Observed<Rds>> made(Rds wish, Map<String, String> tags, Aws aws) {
    return described(wish, aws)
        .filter(instance -> RdsTags.carried(tags, instance.tagList()))
        .map(instance -> readable(instance, wish, aws));
  }

  private static Optional<DBInstance> described(Rds known, Aws aws) {
    String name = known.dbInstanceIdentifier();
    return aws.unlessMissing(() -> aws.rds().describeDBInstances(r -> r.dbInstanceIdentifier(name)))
        .flatMap(answer -> answer.dbInstances().stream().findFirst());
  }

  private static Observed<Rds> readable(DBInstance instance, Rds known, Aws aws) {
    RdsReader reader = new RdsReader(
        aws.region(),
        name -> Optional.of(RdsReader.parameterGroupArn(instance.dbInstanceArn(), name)));
    Observed<Rds> observed = known.securityGroups().isEmpty()
        ? reader.observedWithout(defaultGroups(instance, aws), instance)
        : reader.observed(instance);
    return RdsReader.waiting(observed, instance);
  }

  private static Set<String> defaultGroups(DBInstance instance, Aws aws) {
    List<String> ids = instance.vpcSecurityGroups().stream()
        .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
        .toList();
    if (ids.isEmpty()) {
      return Set.of();
    }
    var among = Filter.builder().name("group-id").values(ids).build();
    var named = Filter.builder().name("group-name").values("default").build();
    return aws.ec2().describeSecurityGroups(r -> r.filters(among, named)).securityGroups().stream()
        .map(group -> group.groupId())
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<String> obstacleToDelete(Observed<Rds> actual, Observation aws) {
    return aws.once(INSTANCES).stream()
        .filter(instance -> instance.dbInstanceArn().equals(actual.identity()))
        .filter(instance -> Boolean.TRUE.equals(instance.deletionProtection()))
        .findFirst()
        .map(instance ->
            ("Database '%s' is protected against deletion. Switch its deletion protection off in"
                    + " RDS first, or keep the row.")
                .formatted(instance.dbInstanceIdentifier()));
  }

  @Override
  public Optional<String> objection(Rds desired, Observation aws) {
    return RdsObjections.to(desired, aws);
  }

  private static Observed<Rds> waiting(Rds desired, DBInstance instance, Step aws) {
    // RDS's answer names a parameter group, and the value its ARN, which differs in the name alone.
    RdsReader reader = new RdsReader(
        aws.region(),
        name -> aws.identity(ParameterGroup.class, desired.parameterGroupName())
            .or(() -> Optional.of(RdsReader.parameterGroupArn(instance.dbInstanceArn(), name))));
    Observed<Rds> observed = reader.observed(instance);
    Rds value = desired.securityGroups().isEmpty()
        ? observed.value().withSecurityGroups(Set.<Ref<SecurityGroup>>of())
        : observed.value();
    return RdsReader.waiting(
        new Observed<>(observed.identity(), observed.incarnation(), value, false), instance);
  }

  private static Optional<String> parameterGroup(Rds desired, Step aws) {
    return desired
        .parameterGroupName()
        .map(group -> aws.resolve(ParameterGroup.class, group).value().name());
  }

  /** The engine's own group, of the same family as the group before. */
  private static String defaultGroup(Rds was, Step aws) {
    return "default."
        + aws.resolve(ParameterGroup.class, was.parameterGroupName().orElseThrow())
            .value()
            .family();
  }

  private static List<String> securityGroups(Rds desired, Step aws) {
    return desired.securityGroups().stream()
        .map(group -> aws.resolve(SecurityGroup.class, group).identity())
        .sorted()
        .toList();
  }
}
