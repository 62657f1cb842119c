package org.iasql.local.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.Tag;

class SimulatedRdsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimulatedAws aws = SimulatedAws.builder().clock(now::get).build();
  private final RdsClient rds = aws.rds();

  @Test
  void givesEndpointOnceProvisioned() {
    aws.provisioningTime(MINUTE);
    assertThat(create("App").dbInstanceStatus()).isEqualTo("creating");
    assertThat(describe("app").endpoint()).isNull();
    pass();
    DBInstance instance = describe("app");
    assertThat(instance.dbInstanceStatus()).isEqualTo("available");
    assertThat(instance.endpoint().address())
        .matches("app\\.c[a-z0-9]{11}\\.us-east-2\\.rds\\.amazonaws\\.com");
    assertThat(instance.endpoint().port()).isEqualTo(5432);
    assertThat(instance.endpoint().hostedZoneId()).isEqualTo("Z2XHWR1WZ565X2");
    assertThat(instance.backupRetentionPeriod()).isEqualTo(1);
    assertThat(instance.vpcSecurityGroups()).hasSize(1);
  }

  @Test
  void refusesInstancesThatBreakARule() {
    create("app");
    assertCode("DBInstanceAlreadyExists", () -> create("app"));
    assertCode("InvalidParameterValue", () -> create("a--b"));
    assertCode("InvalidParameterValue", () -> create("b", r -> r.masterUserPassword("short")));
    assertCode("InvalidParameterValue", () -> create("b", r -> r.allocatedStorage(10)));
    assertCode("InvalidParameterValue", () -> create("b", r -> r.engine("dbase")));
    assertCode("InvalidParameterValue", () -> create("b", r -> r.dbInstanceClass("large")));
    assertCode("InvalidParameterValue", () -> create("b", r -> r.availabilityZone("mars-1a")));
    assertCode("InvalidParameterValue", () -> create("b", r -> r.vpcSecurityGroupIds("sg-0")));
    assertCode("InvalidParameterCombination", () -> create("b", r -> r.engineVersion("3")));
    assertCode("MissingParameter", () -> create("b", r -> r.allocatedStorage(null)));
    assertCode("DBParameterGroupNotFound", () -> create("b", r -> r.dbParameterGroupName("x")));
  }

  @Test
  void pagesInstancesByHundred() {
    IntStream.range(0, 110).forEach(i -> create("db" + i));
    assertThat(rds.describeDBInstances().dbInstances()).hasSize(100);
    assertThat(rds.describeDBInstancesPaginator().dbInstances().stream()).hasSize(110);
    assertCode("InvalidParameterValue", () -> rds.describeDBInstances(r -> r.maxRecords(5)));
  }

  @Test
  void waitsForTheWindowUnlessAppliedImmediately() {
    create("app");
    rds.modifyDBInstance(r -> r.dbInstanceIdentifier("app").dbInstanceClass("db.t3.large"));
    assertThat(describe("app").dbInstanceClass()).isEqualTo("db.t3.micro");
    assertThat(describe("app").pendingModifiedValues().dbInstanceClass()).isEqualTo("db.t3.large");
    aws.provisioningTime(MINUTE);
    pass();
    rds.modifyDBInstance(
        r -> r.dbInstanceIdentifier("app").dbInstanceClass("db.t3.large").applyImmediately(true));
    assertThat(describe("app").dbInstanceStatus()).isEqualTo("modifying");
    assertCode(
        "InvalidDBInstanceState", () -> rds.modifyDBInstance(r -> r.dbInstanceIdentifier("app")));
    pass();
    assertThat(describe("app").dbInstanceStatus()).isEqualTo("available");
    assertThat(describe("app").dbInstanceClass()).isEqualTo("db.t3.large");
  }

  @Test
  void appliesAllThatWaitsWithTheNextImmediateChange() {
    create("app");
    rds.modifyDBInstance(r -> r.dbInstanceIdentifier("app").dbInstanceClass("db.t3.large"));
    rds.modifyDBInstance(r -> r.dbInstanceIdentifier("app").backupRetentionPeriod(7));
    assertThat(describe("app").backupRetentionPeriod()).isEqualTo(7);
    rds.modifyDBInstance(
        r -> r.dbInstanceIdentifier("app").allocatedStorage(40).applyImmediately(true));
    assertThat(describe("app").dbInstanceClass()).isEqualTo("db.t3.large");
    assertThat(describe("app").allocatedStorage()).isEqualTo(40);
    assertThat(describe("app").pendingModifiedValues().dbInstanceClass()).isNull();
  }

  @Test
  void growsStorageByTenPerCentAndNeverShrinksIt() {
    create("app", r -> r.allocatedStorage(100));
    rds.modifyDBInstance(
        r -> r.dbInstanceIdentifier("app").allocatedStorage(101).applyImmediately(true));
    assertThat(describe("app").allocatedStorage()).isEqualTo(110);
    assertCode(
        "InvalidParameterCombination",
        () -> rds.modifyDBInstance(
            r -> r.dbInstanceIdentifier("app").allocatedStorage(50).applyImmediately(true)));
  }

  @Test
  void deletesOnlyWithAWordOnTheFinalSnapshot() {
    aws.drainingTime(MINUTE);
    create("app");
    assertCode(
        "InvalidParameterCombination",
        () -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("app")));
    delete("app");
    assertThat(describe("app").dbInstanceStatus()).isEqualTo("deleting");
    assertCode("InvalidDBInstanceState", () -> delete("app"));
    pass();
    assertCode("DBInstanceNotFound", () -> describe("app"));
    assertCode("DBInstanceNotFound", () -> delete("app"));
  }

  @Test
  void doesNotDeleteProtectedInstance() {
    create("app", r -> r.deletionProtection(true));
    assertCode("InvalidParameterCombination", () -> delete("app"));
    rds.modifyDBInstance(r -> r.dbInstanceIdentifier("app").deletionProtection(false));
    delete("app");
    assertCode("DBInstanceNotFound", () -> describe("app"));
  }

  @Test
  void holdsItsSecurityGroupsUntilItIsGone() {
    aws.drainingTime(MINUTE);
    String group =
        aws.ec2().createSecurityGroup(r -> r.groupName("db").description("db")).groupId();
    create("app", r -> r.vpcSecurityGroupIds(group));
    delete("app");
    assertThatExceptionOfType(Ec2Exception.class)
        .isThrownBy(() -> aws.ec2().deleteSecurityGroup(r -> r.groupId(group)))
        .satisfies(error ->
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("DependencyViolation"));
    pass();
    aws.ec2().deleteSecurityGroup(r -> r.groupId(group));
    assertThat(aws.ec2().describeSecurityGroups().securityGroups())
        .noneMatch(found -> found.groupId().equals(group));
  }

  @Test
  void tagsInstances() {
    Tag tag = Tag.builder().key("a").value("1").build();
    String arn = create("app", r -> r.tags(tag)).dbInstanceArn();
    Tag other = Tag.builder().key("b").value("2").build();
    rds.addTagsToResource(r -> r.resourceName(arn).tags(other));
    assertThat(rds.listTagsForResource(r -> r.resourceName(arn)).tagList())
        .containsExactly(tag, other);
    assertThat(describe("app").tagList()).containsExactly(tag, other);
  }

  private DBInstance create(String name) {
    return create(name, request -> {});
  }

  private DBInstance create(String name, Consumer<CreateDbInstanceRequest.Builder> change) {
    CreateDbInstanceRequest.Builder request = CreateDbInstanceRequest.builder()
        .dbInstanceIdentifier(name)
        .engine("postgres")
        .dbInstanceClass("db.t3.micro")
        .allocatedStorage(20)
        .masterUsername("postgres")
        .masterUserPassword("secretsecret");
    change.accept(request);
    return rds.createDBInstance(request.build()).dbInstance();
  }

  private DBInstance describe(String name) {
    return rds.describeDBInstances(r -> r.dbInstanceIdentifier(name))
        .dbInstances()
        .get(0);
  }

  private void delete(String name) {
    rds.deleteDBInstance(r -> r.dbInstanceIdentifier(name).skipFinalSnapshot(true));
  }

  private void pass() {
    now.updateAndGet(time -> time.plus(MINUTE));
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatExceptionOfType(RdsException.class)
        .isThrownBy(call)
        .satisfies(error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
