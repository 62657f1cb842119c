package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.Change;
import org.iasql.core.Iasql;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

@IasqlTest(modules = "aws_security_group")
class RulesBetweenGroupsTest {
  @Test
  void letsGroupsReferToEachOther(Iasql iasql, SimulatedAws aws) {
    iasql.useTransaction(tx -> {
      tx.handle()
          .execute(
              "INSERT INTO security_group (group_name, description) VALUES ('a', 'a'), ('b', 'b')");
      tx.handle().execute("""
              INSERT INTO security_group_rule
                (is_egress, ip_protocol, from_port, to_port, security_group_id, source_security_group_id)
              SELECT false, 'tcp', 5432, 5432, x.id, y.id FROM security_group x, security_group y
              WHERE x.group_name IN ('a', 'b') AND y.group_name IN ('a', 'b')""");
      tx.apply();
    });
    assertThat(aws.ec2().describeSecurityGroupRules(request -> {}).securityGroupRules())
        .filteredOn(rule -> !rule.isEgress() && Integer.valueOf(5432).equals(rule.fromPort()))
        .hasSize(4)
        .extracting(SecurityGroupRule::referencedGroupInfo)
        .doesNotContainNull();
    assertThat(iasql.apply()).isEmpty();
    assertThat(iasql.planSync()).isEmpty();
    iasql.deleteAllRecords();
    assertThat(iasql.apply())
        .extracting(Change::tableName)
        .contains("security_group", "security_group_rule");
    assertThat(aws.ec2().describeSecurityGroups().securityGroups()).hasSize(1);
    assertThat(iasql.apply()).isEmpty();
  }
}
