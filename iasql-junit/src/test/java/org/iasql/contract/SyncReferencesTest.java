package org.iasql.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.aws.ec2.Subnet;
import org.iasql.aws.ec2.SubnetDao;
import org.iasql.aws.elb.LoadBalancerType;
import org.iasql.aws.rds.ParameterGroupDao;
import org.iasql.aws.rds.Rds;
import org.iasql.aws.rds.RdsDao;
import org.iasql.core.Iasql;
import org.iasql.core.resource.Ref;
import org.iasql.junit.IasqlTest;
import org.iasql.junit.Leaks;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbParameterGroupRequest;

/** What one sync is enough for, and what is no change for it. */
@IasqlTest(
    modules = {"aws_rds", "aws_elb"},
    leaks = Leaks.IGNORE)
class SyncReferencesTest {
  private final Iasql iasql;
  private final SimulatedAws aws;

  SyncReferencesTest(Iasql iasql, SimulatedAws aws) {
    this.iasql = iasql;
    this.aws = aws;
  }

  @Test
  void followsAnOptionalReferenceToWhatItImports() {
    aws.rds()
        .createDBInstance(request -> request
            .dbInstanceIdentifier("db")
            .allocatedStorage(20)
            .dbInstanceClass("db.t3.micro")
            .engine("postgres")
            .engineVersion("16.4")
            .masterUsername("admin1")
            .masterUserPassword("correct-horse-battery"));
    iasql.sync();
    assertThat(database().parameterGroupName()).isEmpty();
    aws.rds().createDBParameterGroup(SyncReferencesTest::custom);
    aws.rds()
        .modifyDBInstance(
            request -> request.dbInstanceIdentifier("db").dbParameterGroupName("custom"));
    assertThat(iasql.planSync()).hasSize(2);
    iasql.sync();
    assertThat(database().parameterGroupName()).contains(Ref.row("custom"));
    assertThat(iasql.planSync()).isEmpty();
    assertThat(iasql.planApply()).isEmpty();
  }

  @Test
  void leavesOutWhatHasTheNameOfAnotherRegionsRow() {
    iasql.useTransaction(tx ->
        tx.handle().execute("UPDATE aws_regions SET is_enabled = true WHERE region = 'us-west-2'"));
    aws.rds().createDBParameterGroup(SyncReferencesTest::custom);
    aws.rds("us-west-2").createDBParameterGroup(SyncReferencesTest::custom);
    iasql.sync();
    assertThat(iasql.dao(ParameterGroupDao.class).findWhere("name = 'custom'")).hasSize(1);
    assertThat(iasql.planApply()).isEmpty();
  }

  private static void custom(CreateDbParameterGroupRequest.Builder request) {
    request
        .dbParameterGroupName("custom")
        .dbParameterGroupFamily("postgres16")
        .description("for the sync");
  }

  @Test
  void followsACounterWithoutCallingItAChange() {
    int before = freeAddresses();
    LoadBalancerCases.make(aws, LoadBalancerType.APPLICATION);
    assertThat(iasql.planSync())
        .allSatisfy(change -> assertThat(change.tableName()).isNotEqualTo("subnet"));
    iasql.sync();
    assertThat(freeAddresses()).isLessThan(before);
  }

  private int freeAddresses() {
    return iasql.dao(SubnetDao.class).findAll().stream()
        .map(Subnet::availableIpAddressCount)
        .mapToInt(count -> count.orElseThrow())
        .sum();
  }

  private Rds database() {
    return iasql.dao(RdsDao.class).findAll().get(0);
  }
}
