package org.iasql.local.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.iasql.local.aws.AwsAssertions.assertFails;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.iasql.local.aws.SimulatedAws;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;

// The SDK's builders take arrays of generic consumers.
@SuppressWarnings("unchecked")
class SimulatedIamTest {
  private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":"
      + "\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},"
      + "\"Action\":\"sts:AssumeRole\"}]}";
  private static final String POLICY =
      "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
  private final IamClient iam = SimulatedAws.create().iam();

  private Role create(String name) {
    return iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(TRUST))
        .role();
  }

  @Test
  void givesTheTrustPolicyBackEncodedAndInAnotherOrder() {
    String encoded = create("app").assumeRolePolicyDocument();
    assertThat(encoded).startsWith("%7B%22Statement%22").doesNotContain("+");
    assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8))
        .endsWith("\"Version\":\"2012-10-17\"}");
    assertThat(create("other")).returns("arn:aws:iam::123456789012:role/other", Role::arn);
  }

  @Test
  void takesNamesForTheSameWhateverTheirCase() {
    create("App");
    assertFails("EntityAlreadyExists", () -> create("aPP"));
  }

  @Test
  void refusesBadRoles() {
    assertFails("ValidationError", () -> create("a b"));
    assertFails("ValidationError", () -> create("a".repeat(65)));
    assertFails(
        "MalformedPolicyDocument",
        () -> iam.createRole(role -> role.roleName("a").assumeRolePolicyDocument("{")));
    assertFails(
        "MalformedPolicyDocument",
        () -> iam.createRole(role -> role.roleName("a")
            .assumeRolePolicyDocument(TRUST.replace("\"Principal\"", "\"Resource\""))));
  }

  @Test
  void keepsARoleThatHasPoliciesOrProfiles() {
    create("app");
    iam.attachRolePolicy(each -> each.roleName("app").policyArn(POLICY));
    iam.putRolePolicy(each -> each.roleName("app")
        .policyName("in")
        .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Action\":\"s3:*\",\"Resource\":\"*\"}}"));
    iam.createInstanceProfile(each -> each.instanceProfileName("p"));
    iam.addRoleToInstanceProfile(each -> each.instanceProfileName("p").roleName("app"));
    assertFails("DeleteConflict", () -> iam.deleteRole(each -> each.roleName("app")));
    assertThat(iam.listInstanceProfilesForRole(each -> each.roleName("app")).instanceProfiles())
        .hasSize(1);
    iam.removeRoleFromInstanceProfile(each -> each.instanceProfileName("p").roleName("app"));
    assertFails("DeleteConflict", () -> iam.deleteRole(each -> each.roleName("app")));
    iam.detachRolePolicy(each -> each.roleName("app").policyArn(POLICY));
    assertFails("DeleteConflict", () -> iam.deleteRole(each -> each.roleName("app")));
    assertThat(iam.listRolePolicies(each -> each.roleName("app")).policyNames())
        .containsExactly("in");
    iam.deleteRolePolicy(each -> each.roleName("app").policyName("in"));
    iam.deleteRole(each -> each.roleName("app"));
    assertFails("NoSuchEntity", () -> iam.getRole(each -> each.roleName("app")));
  }

  @Test
  void attachesPoliciesOfAwsAlone() {
    create("app");
    iam.attachRolePolicy(each -> each.roleName("app").policyArn(POLICY));
    iam.attachRolePolicy(each -> each.roleName("app").policyArn(POLICY));
    assertThat(iam.listAttachedRolePolicies(each -> each.roleName("app")).attachedPolicies())
        .singleElement()
        .returns("AmazonECSTaskExecutionRolePolicy", each -> each.policyName());
    assertFails(
        "NoSuchEntity",
        () -> iam.attachRolePolicy(
            each -> each.roleName("app").policyArn("arn:aws:iam::123456789012:policy/mine")));
    assertFails(
        "InvalidInput",
        () -> iam.attachRolePolicy(each -> each.roleName("app").policyArn("policy")));
    assertFails(
        "NoSuchEntity",
        () -> iam.detachRolePolicy(
            each -> each.roleName("app").policyArn("arn:aws:iam::aws:policy/Other")));
  }

  @Test
  void updatesDescriptionAndTrust() {
    create("app");
    iam.updateRole(each -> each.roleName("app").description("new"));
    iam.updateAssumeRolePolicy(
        each -> each.roleName("app").policyDocument(TRUST.replace("ecs-tasks", "rds")));
    assertThat(iam.getRole(each -> each.roleName("app")).role().description()).isEqualTo("new");
    assertThat(iam.listRoles().roles().get(0).assumeRolePolicyDocument()).contains("rds");
  }

  @Test
  void listsAHundredRolesUnlessAskedForMore() {
    for (int i = 0; i < 101; i++) {
      create("role" + i);
    }
    ListRolesResponse first = iam.listRoles();
    assertThat(first.roles()).hasSize(100);
    assertThat(first.isTruncated()).isTrue();
    assertThat(iam.listRolesPaginator().roles()).hasSize(101);
    assertThat(iam.listRoles(each -> each.maxItems(1000)).isTruncated()).isFalse();
  }

  @Test
  void protectsServiceLinkedRoles() {
    Role role = iam.createServiceLinkedRole(each -> each.awsServiceName("ecs.amazonaws.com"))
        .role();
    assertThat(role.path()).isEqualTo("/aws-service-role/ecs.amazonaws.com/");
    assertFails("UnmodifiableEntity", () -> iam.deleteRole(each -> each.roleName(role.roleName())));
    assertFails(
        "InvalidInput",
        () -> iam.createServiceLinkedRole(each -> each.awsServiceName("ecs.amazonaws.com")));
  }

  @Test
  void showsTagsOfASingleRoleOnly() {
    create("app");
    iam.tagRole(each -> each.roleName("app").tags(tag -> tag.key("op").value("7")));
    assertThat(iam.getRole(each -> each.roleName("app")).role().tags()).hasSize(1);
    assertThat(iam.listRoles().roles().get(0).hasTags()).isFalse();
  }
}
