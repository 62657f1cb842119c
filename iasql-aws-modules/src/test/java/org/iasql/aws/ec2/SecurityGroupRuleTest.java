package org.iasql.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class SecurityGroupRuleTest {
  private static final Ref<SecurityGroup> WEB = Ref.row(1);
  private static final ResourceType<SecurityGroupRule> TYPE =
      ResourceType.of(SecurityGroupRule.class);

  @Test
  void takesProtocolNumbersForTheirNames() {
    SecurityGroupRule named =
        SecurityGroupRule.ingress(WEB).tcp(80).from("0.0.0.0/0").build();

    assertThat(named.withIpProtocol("6")).isEqualTo(named);
    assertThat(named.withIpProtocol("TCP")).isEqualTo(named);
    assertThat(named.withIpProtocol("udp")).isNotEqualTo(named);
  }

  @Test
  void takesNoPortsForMinusOneWhereThereAreNone() {
    SecurityGroupRule all = SecurityGroupRule.egress(WEB).all().to("0.0.0.0/0").build();
    SecurityGroupRule without =
        SecurityGroupRule.egress(WEB).ipProtocol("-1").to("0.0.0.0/0").build();

    assertThat(without).isEqualTo(all);
    assertThat(without.fromPort()).hasValue(-1);
    assertThat(all.withIpProtocol("50").withFromPort(Optional.empty()).toPort()).hasValue(-1);
  }

  @Test
  void takesAnEmptyDescriptionForNone() {
    SecurityGroupRule rule =
        SecurityGroupRule.ingress(WEB).udp(53).from("10.0.0.0/8").build();

    assertThat(rule.withDescription("")).isEqualTo(rule);
    assertThat(rule.withDescription("names")).isNotEqualTo(rule);
  }

  @Test
  void tellsBlocksPrefixListsAndGroupsApart() {
    assertThat(SecurityGroupRule.ingress(WEB).tcp(1).from("::/0").build().cidrIpv6())
        .hasValue("::/0");
    assertThat(SecurityGroupRule.ingress(WEB).tcp(1).from("pl-12345678").build().prefixListId())
        .hasValue("pl-12345678");
    assertThat(SecurityGroupRule.ingress(WEB)
            .tcp(1)
            .fromGroup(Ref.row(2))
            .build()
            .sourceSecurityGroupId())
        .hasValue(Ref.row(2));
  }

  @Test
  void describesItselfAsAPersonWould() {
    assertThat(
            SecurityGroupRule.ingress(WEB).tcp(8088).from("0.0.0.0/0").build().describe())
        .isEqualTo("ingress tcp 8088-8088 from 0.0.0.0/0");
    assertThat(SecurityGroupRule.egress(WEB).all().to("::/0").build().describe())
        .isEqualTo("egress all to ::/0");
  }

  @Test
  void refusesPortsThatAreNoRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecurityGroupRule.ingress(WEB).tcp(70000))
        .withMessage(
            "Ports 70000-70000 are no range: ports go from 0 to 65535, the lower one first.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecurityGroupRule.ingress(WEB).udp(90, 80));
  }

  @Test
  void survivesTheWayThroughARow() {
    SecurityGroupRule rule =
        SecurityGroupRule.egress(WEB).all().to("0.0.0.0/0").description("out").build();

    assertThat(TYPE.toJson(rule).path("is_egress").booleanValue()).isTrue();
    assertThat(TYPE.fromJson(TYPE.toJson(rule))).isEqualTo(rule);
  }
}
