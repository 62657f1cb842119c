package org.iasql.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class TargetGroupTest {
  private final TargetGroup http = TargetGroup.builder()
      .targetGroupName("tg")
      .targetType(TargetType.IP)
      .protocol(Protocol.HTTP)
      .port(8088)
      .vpcId(Ref.row(1))
      .protocolVersion(ProtocolVersion.HTTP1)
      .healthCheckProtocol(Protocol.HTTP)
      .healthCheckPath("/health")
      .build();

  @Test
  void forgetsTheVersionOfHttpWithoutHttp() {
    TargetGroup tcp = http.withProtocol(Protocol.TCP);

    assertThat(tcp.protocolVersion()).isEmpty();
    assertThat(tcp.healthCheckPath()).hasValue("/health");
  }

  @Test
  void forgetsThePathOfATcpCheck() {
    assertThat(http.withHealthCheckProtocol(Protocol.TCP).healthCheckPath()).isEmpty();
  }

  @Test
  void doesNotCompareHowTheVpcIsWritten() {
    assertThat(http.withVpc("default")).isEqualTo(http.withVpc("vpc-1"));
  }

  @Test
  void survivesTheWayThroughARow() {
    ResourceType<TargetGroup> type = ResourceType.of(TargetGroup.class);

    assertThat(type.fromJson(type.toJson(http))).isEqualTo(http);
    assertThat(type.toJson(http).path("target_type").textValue()).isEqualTo("ip");
  }
}
