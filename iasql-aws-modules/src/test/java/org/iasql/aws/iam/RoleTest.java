package org.iasql.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.iasql.core.resource.JsonDocument;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class RoleTest {
  private static final ResourceType<Role> TYPE = ResourceType.of(Role.class);
  private static final Role ROLE = Role.builder()
      .roleName("deploy")
      .trustedService("ecs-tasks.amazonaws.com")
      .build();

  @Test
  void ignoresTheCaseOfItsName() {
    assertThat(ROLE.withRoleName("Deploy")).isEqualTo(ROLE);
    assertThat(ROLE.withRoleName("other")).isNotEqualTo(ROLE);
  }

  @Test
  void canonicalizesSeveralAttributesAtOnce() {
    JsonDocument listed =
        JsonDocument.parse("{\"Statement\": [{\"Action\": [\"sts:AssumeRole\"]}]}");
    Role role = Role.builder()
        .roleName("a")
        .description("")
        .assumeRolePolicyDocument(listed)
        .build();

    assertThat(role.description()).isEmpty();
    assertThat(role.assumeRolePolicyDocument().toString())
        .isEqualTo("{\"Statement\":{\"Action\":\"sts:AssumeRole\"}}");
  }

  @Test
  void takesAnEmptyDescriptionForNone() {
    assertThat(ROLE.withDescription("")).isEqualTo(ROLE);
    assertThat(ROLE.withDescription("text")).isNotEqualTo(ROLE);
  }

  @Test
  void comparesItsPolicyAsAPolicy() {
    JsonDocument listed = JsonDocument.parse("""
            {"Statement": [{"Action": ["sts:AssumeRole"],
              "Principal": {"Service": ["ecs-tasks.amazonaws.com"]}, "Effect": "Allow"}],
             "Version": "2012-10-17"}
            """);

    assertThat(ROLE.withAssumeRolePolicyDocument(listed)).isEqualTo(ROLE);
  }

  @Test
  void takesAnAccountsNumberForItsArn() {
    JsonDocument number = trusting("\"123456789012\"");
    JsonDocument arn = trusting("[\"arn:aws:iam::123456789012:root\"]");

    assertThat(PolicyDocument.canonical(number)).isEqualTo(PolicyDocument.canonical(arn));
    assertThat(PolicyDocument.canonical(number))
        .isNotEqualTo(PolicyDocument.canonical(trusting("\"210987654321\"")));
  }

  @Test
  void keepsTheOrderOfStatementsAndIgnoresThatOfActions() {
    JsonDocument one = JsonDocument.parse("{\"Statement\": [{\"Action\": [\"a\", \"b\"]}, {}]}");
    JsonDocument two = JsonDocument.parse("{\"Statement\": [{\"Action\": [\"b\", \"a\"]}, {}]}");

    assertThat(PolicyDocument.canonical(one)).isEqualTo(PolicyDocument.canonical(two));
  }

  @Test
  void readsARowWithoutPoliciesAndWithoutDescription() throws Exception {
    String row = """
        {"role_name": "deploy", "arn": null, "description": null, "attached_policies_arns": null,
         "assume_role_policy_document": %s}
        """.formatted(ROLE.assumeRolePolicyDocument());

    assertThat(TYPE.fromJson(new JsonMapper().readTree(row))).isEqualTo(ROLE);
    assertThat(TYPE.toJson(ROLE).has("folded_name")).isFalse();
  }

  private static JsonDocument trusting(String principal) {
    return JsonDocument.parse(
        "{\"Statement\": {\"Principal\": {\"AWS\": %s}}}".formatted(principal));
  }
}
