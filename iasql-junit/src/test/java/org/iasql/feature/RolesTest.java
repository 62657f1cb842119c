package org.iasql.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iasql.aws.iam.Role;
import org.iasql.aws.iam.RoleDao;
import org.iasql.core.Iasql;
import org.iasql.core.RefusedException;
import org.iasql.junit.IasqlTest;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;

@IasqlTest(modules = "aws_iam")
class RolesTest {
  @Test
  void refusesToDeleteARoleWithAnInlinePolicyOrInstanceProfile(Iasql iasql, SimulatedAws aws) {
    Role role = iasql
        .dao(RoleDao.class)
        .insert(
            Role.builder().roleName("app").trustedService("ec2.amazonaws.com").build());
    iasql.apply();
    aws.iam()
        .putRolePolicy(
            request -> request.roleName("app").policyName("by-hand").policyDocument("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}"""));
    iasql.dao(RoleDao.class).delete(role);
    assertThatThrownBy(iasql::apply)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Role 'app' cannot be deleted")
        .hasMessageContaining("inline policy 'by-hand'");
    assertThat(aws.iam().getRole(request -> request.roleName("app")).role().arn())
        .isNotEmpty();
    aws.iam().deleteRolePolicy(request -> request.roleName("app").policyName("by-hand"));
    assertThat(iasql.apply()).hasSize(1);
  }

  @Test
  void takesNamesThatDifferInCaseForTheSameRole(Iasql iasql) {
    Role role =
        Role.builder().roleName("App").trustedService("ec2.amazonaws.com").build();
    iasql.dao(RoleDao.class).insert(role);
    iasql.apply();
    iasql.useTransaction(tx -> tx.handle().execute("UPDATE role SET role_name = 'app'"));
    assertThat(iasql.apply()).isEmpty();
    iasql.deleteAllRecords();
    assertThat(iasql.apply()).hasSize(1);
  }
}
