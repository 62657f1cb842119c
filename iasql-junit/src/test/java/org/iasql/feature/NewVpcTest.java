package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.aws.ec2.SecurityGroup;
import org.iasql.aws.ec2.SecurityGroupDao;
import org.iasql.aws.ec2.SecurityGroupRuleDao;
import org.iasql.aws.ec2.Vpc;
import org.iasql.aws.ec2.VpcDao;
import org.iasql.core.Iasql;
import org.iasql.core.resource.Ref;
import org.iasql.junit.IasqlTest;
import org.junit.jupiter.api.Test;

/** AWS makes a security group with each VPC, and takes it away with the VPC. */
@IasqlTest(modules = "aws_security_group")
class NewVpcTest {
  private final Iasql iasql;

  NewVpcTest(Iasql iasql) {
    this.iasql = iasql;
  }

  @Test
  void itsDefaultGroupComesAndGoesWithIt() {
    int vpc = iasql.withTransaction(tx -> tx.dao(VpcDao.class)
        .insert(Vpc.builder().cidrBlock("10.9.0.0/16").build())
        .id()
        .orElseThrow());
    iasql.apply();
    assertThat(iasql.dao(SecurityGroupDao.class).findWhere("vpc_id = ?", vpc))
        .singleElement()
        .satisfies(group -> {
          assertThat(group.groupName()).isEqualTo("default");
          assertThat(group.vpcId()).contains(Ref.row(vpc));
          assertThat(rules(group)).isEqualTo(2);
        });
    assertThat(iasql.planApply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    int before = iasql.dao(SecurityGroupDao.class).findAll().size();
    iasql.useTransaction(tx -> {
      tx.handle()
          .execute(
              "DELETE FROM security_group_rule r USING security_group g WHERE g.id = r.security_group_id AND g.vpc_id = ?",
              vpc);
      tx.handle().execute("DELETE FROM security_group WHERE vpc_id = ?", vpc);
      tx.handle().execute("DELETE FROM vpc WHERE id = ?", vpc);
    });
    iasql.apply();
    assertThat(iasql.dao(SecurityGroupDao.class).findAll()).hasSize(before - 1);
    assertThat(iasql.planApply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
  }

  /** What was deleted cannot come back at ROLLBACK: its rows can, and are made anew. */
  @Test
  void comesBackWithItsDefaultGroupAfterItWasDeletedAndRolledBack() {
    int vpc = iasql.withTransaction(tx -> tx.dao(VpcDao.class)
        .insert(Vpc.builder().cidrBlock("10.9.0.0/16").build())
        .id()
        .orElseThrow());
    iasql.apply();
    SecurityGroup before = group(vpc);
    iasql.useTransaction(tx -> {
      tx.handle()
          .execute(
              "DELETE FROM security_group_rule WHERE security_group_id = ?",
              before.id().get());
      tx.handle().execute("DELETE FROM security_group WHERE vpc_id = ?", vpc);
      tx.handle().execute("DELETE FROM vpc WHERE id = ?", vpc);
      tx.apply();
      tx.handle().rollback();
    });
    iasql.useTransaction(tx -> {
      assertThat(tx.apply())
          .extracting(c -> c.action() + " " + c.tableName())
          .contains("create vpc", "create security_group");
      tx.handle().rollback();
    });
    assertThat(iasql.apply()).isNotEmpty();
    assertThat(iasql.planApply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    SecurityGroup after = group(vpc);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.groupId()).isPresent().isNotEqualTo(before.groupId());
    assertThat(rules(after)).isEqualTo(2);
    iasql.useTransaction(tx -> {
      tx.handle()
          .execute(
              "DELETE FROM security_group_rule WHERE security_group_id = ?",
              after.id().get());
      tx.handle().execute("DELETE FROM security_group WHERE vpc_id = ?", vpc);
      tx.handle().execute("DELETE FROM vpc WHERE id = ?", vpc);
    });
    iasql.apply();
  }

  private SecurityGroup group(int vpc) {
    return iasql.dao(SecurityGroupDao.class).findWhere("vpc_id = ?", vpc).get(0);
  }

  private int rules(SecurityGroup group) {
    return iasql
        .dao(SecurityGroupRuleDao.class)
        .findWhere("security_group_id = ?", group.id().orElseThrow())
        .size();
  }
}
