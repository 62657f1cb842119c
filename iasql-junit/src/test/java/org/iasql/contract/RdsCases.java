package org.iasql.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.iasql.aws.ec2.SecurityGroupDao;
import org.iasql.aws.rds.ParameterGroup;
import org.iasql.aws.rds.ParameterGroupDao;
import org.iasql.aws.rds.Rds;
import org.iasql.aws.rds.RdsDao;
import org.iasql.core.IasqlTransaction;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceDao;
import org.iasql.core.resource.ResourceType;
import org.iasql.local.aws.SimulatedAws;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/** RDS. */
final class RdsCases {
  private static final List<String> MODULES = List.of("aws_rds");

  private RdsCases() {}

  static List<ResourceCase<?>> all() {
    return List.of(new ParameterGroupCase(), new RdsCase());
  }

  private static final class ParameterGroupCase implements ResourceCase<ParameterGroup> {
    @Override
    public ResourceType<ParameterGroup> type() {
      return ResourceType.of(ParameterGroup.class);
    }

    @Override
    public Class<? extends ResourceDao<ParameterGroup>> dao() {
      return ParameterGroupDao.class;
    }

    @Override
    public List<String> modules() {
      return MODULES;
    }

    @Override
    public ParameterGroup value(IasqlTransaction tx) {
      return ParameterGroup.builder()
          .name("contract")
          .family("postgres16")
          .description("for the contract")
          .parameters(Map.of("log_min_duration_statement", "100"))
          .build();
    }

    @Override
    public String make(SimulatedAws aws) {
      String arn = aws.rds()
          .createDBParameterGroup(request -> request
              .dbParameterGroupName("contract")
              .dbParameterGroupFamily("postgres16")
              .description("for the contract"))
          .dbParameterGroup()
          .dbParameterGroupArn();
      aws.rds()
          .modifyDBParameterGroup(request -> request
              .dbParameterGroupName("contract")
              .parameters(Parameter.builder()
                  .parameterName("log_min_duration_statement")
                  .parameterValue("100")
                  .applyMethod(ApplyMethod.IMMEDIATE)
                  .build()));
      return arn;
    }

    @Override
    public void vanish(SimulatedAws aws, ParameterGroup row) {
      aws.rds().deleteDBParameterGroup(request -> request.dbParameterGroupName(row.name()));
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, ParameterGroup row) {
      String region = row.region().orElseThrow();
      try {
        return aws
            .rds(region)
            .describeDBParameterGroups(request -> request.dbParameterGroupName(row.name()))
            .dbParameterGroups()
            .stream()
            .map(group -> CloudColumns.empty()
                .with("name", group.dbParameterGroupName())
                .with("arn", group.dbParameterGroupArn())
                .with("family", group.dbParameterGroupFamily())
                .with("description", group.description())
                .with("parameters", parameters(aws, region, row)))
            .findFirst();
      } catch (DbParameterGroupNotFoundException e) {
        return Optional.empty();
      }
    }

    /** As the row writes them, if they are the same. */
    private static String parameters(SimulatedAws aws, String region, ParameterGroup row) {
      Map<String, String> there = aws
          .rds(region)
          .describeDBParameters(
              request -> request.dbParameterGroupName(row.name()).source("user"))
          .parameters()
          .stream()
          .collect(Collectors.toMap(Parameter::parameterName, Parameter::parameterValue));
      boolean same = row.parameters().equals(Optional.of(there));
      return same
          ? ResourceType.of(ParameterGroup.class).toJson(row).get("parameters").toString()
          : new TreeMap<>(there).toString();
    }

    /** RDS knows a parameter group by its name alone. */
    @Override
    public boolean replacementKeepsIdentity() {
      return true;
    }

    @Override
    public List<ColumnChange<ParameterGroup>> changes() {
      return List.of(
          ColumnChange.updates(
              "parameters",
              (row, tx) -> row.withParameters(
                  Map.of("max_connections", "200", "log_min_duration_statement", "50"))),
          ColumnChange.updates("parameters", (row, tx) -> row.withParameters(Map.of())),
          ColumnChange.changesNothing(
              "parameters", (row, tx) -> row.withParameters(Optional.empty())),
          ColumnChange.replaces("description", (row, tx) -> row.withDescription("another")),
          ColumnChange.replaces("family", (row, tx) -> row.withFamily("postgres15")),
          ColumnChange.replaces("name", (row, tx) -> renamed(row, "contract-other", tx)),
          ColumnChange.replaces("region", (row, tx) -> row.withRegion(Contract.otherRegion(tx))));
    }

    /** The name is the primary key, by which a DAO finds the row. */
    private static ParameterGroup renamed(ParameterGroup row, String name, IasqlTransaction tx) {
      tx.handle().execute("UPDATE parameter_group SET name = ? WHERE name = ?", name, row.name());
      return row.withName(name);
    }
  }

  private static final class RdsCase implements ResourceCase<Rds> {
    private static final String PASSWORD = "correct-horse-battery";

    @Override
    public ResourceType<Rds> type() {
      return ResourceType.of(Rds.class);
    }

    @Override
    public Class<? extends ResourceDao<Rds>> dao() {
      return RdsDao.class;
    }

    @Override
    public List<String> modules() {
      return MODULES;
    }

    @Override
    public void insertPrerequisites(IasqlTransaction tx) {
      tx.handle().execute("""
              INSERT INTO security_group (group_name, description)
              VALUES ('one', 'for the contract'), ('two', 'for the contract')""");
      tx.handle().execute("""
              INSERT INTO parameter_group (name, family, description)
              VALUES ('contract', 'postgres17', 'for the contract')""");
    }

    @Override
    public void makePrerequisites(SimulatedAws aws) {
      aws.ec2()
          .createSecurityGroup(request -> request.groupName("one").description("for the contract"));
    }

    @Override
    public Rds value(IasqlTransaction tx) {
      return valueAgain(tx).withMasterUserPassword(PASSWORD);
    }

    /** The same without a password, which would be sent again. */
    @Override
    public Rds valueAgain(IasqlTransaction tx) {
      return Rds.builder()
          .dbInstanceIdentifier("contract")
          .allocatedStorage(20)
          .dbInstanceClass("db.t3.micro")
          .engine("postgres")
          .masterUsername("contract")
          .addSecurityGroups(tx.dao(SecurityGroupDao.class)
              .findWhere("group_name = 'one'")
              .get(0)
              .ref())
          .build();
    }

    @Override
    public Rds toRecreate(Rds row) {
      return row.withMasterUserPassword(PASSWORD);
    }

    @Override
    public String make(SimulatedAws aws) {
      String group = aws.ec2().describeSecurityGroups().securityGroups().stream()
          .filter(found -> found.groupName().equals("one"))
          .findFirst()
          .orElseThrow()
          .groupId();
      return aws.rds()
          .createDBInstance(request -> request
              .dbInstanceIdentifier("contract")
              .allocatedStorage(20)
              .dbInstanceClass("db.t3.micro")
              .engine("postgres")
              .masterUsername("contract")
              .masterUserPassword(PASSWORD)
              .vpcSecurityGroupIds(group))
          .dbInstance()
          .dbInstanceIdentifier();
    }

    @Override
    public Optional<String> identity(Rds row) {
      return Optional.of(row.dbInstanceIdentifier());
    }

    @Override
    public String identityColumn() {
      return "endpoint_addr";
    }

    @Override
    public void vanish(SimulatedAws aws, Rds row) {
      aws.rds()
          .deleteDBInstance(request ->
              request.dbInstanceIdentifier(row.dbInstanceIdentifier()).skipFinalSnapshot(true));
      aws.rds().describeDBInstances();
    }

    @Override
    public Optional<CloudColumns> read(SimulatedAws aws, Rds row) {
      try {
        return aws
            .rds()
            .describeDBInstances(
                request -> request.dbInstanceIdentifier(row.dbInstanceIdentifier()))
            .dbInstances()
            .stream()
            .map(instance -> CloudColumns.empty()
                .with("db_instance_identifier", instance.dbInstanceIdentifier())
                .with("allocated_storage", instance.allocatedStorage())
                .with("availability_zone", instance.availabilityZone())
                .with("db_instance_class", instance.dbInstanceClass())
                .with("engine", instance.engine())
                .with("master_username", instance.masterUsername())
                .with("master_user_password", Optional.empty())
                .with("endpoint_addr", instance.endpoint().address())
                .with("endpoint_port", instance.endpoint().port())
                .with("backup_retention_period", instance.backupRetentionPeriod())
                .with(
                    "security_groups",
                    instance.vpcSecurityGroups().stream()
                        .map(VpcSecurityGroupMembership::vpcSecurityGroupId)
                        .toList()))
            .findFirst();
      } catch (DbInstanceNotFoundException e) {
        return Optional.empty();
      }
    }

    @Override
    public List<ColumnChange<Rds>> changes() {
      String replaced = "would have to be replaced";
      return List.of(
          ColumnChange.updates("allocated_storage", (row, tx) -> row.withAllocatedStorage(30)),
          ColumnChange.refused(
              "allocated_storage",
              (row, tx) -> row.withAllocatedStorage(20),
              "cannot take any away"),
          ColumnChange.updates(
              "db_instance_class", (row, tx) -> row.withDbInstanceClass("db.t3.small")),
          ColumnChange.updates(
              "backup_retention_period", (row, tx) -> row.withBackupRetentionPeriod(7)),
          ColumnChange.updates(
              "backup_retention_period", (row, tx) -> row.withBackupRetentionPeriod(0)),
          ColumnChange.updates(
              "master_user_password", (row, tx) -> row.withMasterUserPassword("another-password")),
          ColumnChange.updates(
              "parameter_group_name", (row, tx) -> row.withParameterGroupName(Ref.row("contract"))),
          ColumnChange.updates(
              "parameter_group_name",
              (row, tx) ->
                  Rds.builder().from(row).parameterGroupName(Optional.empty()).build()),
          ColumnChange.updates(
              "security_groups",
              (row, tx) -> row.withSecurityGroups(
                  tx.dao(SecurityGroupDao.class).findWhere("group_name IN ('one', 'two')").stream()
                      .map(group -> group.ref())
                      .toList())),
          ColumnChange.refused(
              "security_groups",
              (row, tx) -> row.withSecurityGroups(List.of()),
              "needs a security group"),
          ColumnChange.refused(
              "availability_zone",
              (row, tx) ->
                  Rds.builder().from(row).availabilityZone("us-east-2c").build(),
              replaced),
          ColumnChange.refused(
              "engine", (row, tx) -> Rds.builder().from(row).engine("mysql").build(), replaced),
          ColumnChange.refused(
              "master_username",
              (row, tx) -> Rds.builder().from(row).masterUsername("other").build(),
              replaced),
          ColumnChange.refused(
              "db_instance_identifier",
              (row, tx) -> row.withDbInstanceIdentifier("contract-other"),
              "cannot be created without a password"),
          ColumnChange.refused(
              "region",
              (row, tx) ->
                  Rds.builder().from(row).region(Contract.otherRegion(tx)).build(),
              "AWS has no references across regions"));
    }
  }
}
