package org.iasql.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class SecurityGroupTest {
  private static final ResourceType<SecurityGroup> TYPE = ResourceType.of(SecurityGroup.class);

  private final SecurityGroup web = SecurityGroup.builder()
      .groupName("web")
      .description("web")
      .vpcId(Ref.row(1))
      .build();

  @Test
  void ignoresTheCaseOfNamesAsAwsDoes() {
    assertThat(web.withGroupName("WEB")).isEqualTo(web);
    assertThat(web.withGroupName("app")).isNotEqualTo(web);
    assertThat(web.withVpcId(Ref.row(2))).isNotEqualTo(web);
  }

  @Test
  void keepsTheNameAsWrittenInARow() {
    var json = TYPE.toJson(web.withGroupName("Web"));

    assertThat(json.path("group_name").textValue()).isEqualTo("Web");
    assertThat(json.has("folded_name")).isFalse();
    assertThat(TYPE.fromJson(json).groupName()).isEqualTo("Web");
  }

  @Test
  void doesNotCompareWhatAwsAssigns() {
    assertThat(web.withGroupId("sg-1").withOwnerId("123456789012")).isEqualTo(web);
  }
}
