package org.iasql.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private final Listener https = Listener.builder()
      .port(443)
      .protocol(Protocol.HTTPS)
      .loadBalancerId(Ref.row(1))
      .targetGroupId(Ref.row(1))
      .sslPolicy("ELBSecurityPolicy-2016-08")
      .certificateId(Ref.row(1))
      .build();

  @Test
  void forwardsUnlessToldOtherwise() {
    assertThat(https.actionType()).hasValue(ActionType.FORWARD);
  }

  @Test
  void forgetsThePolicyOfAProtocolWithoutTls() {
    assertThat(https.withProtocol(Protocol.HTTP).sslPolicy()).isEmpty();
    assertThat(https.withPort(8443).sslPolicy()).hasValue("ELBSecurityPolicy-2016-08");
  }

  @Test
  void survivesTheWayThroughARow() {
    ResourceType<Listener> type = ResourceType.of(Listener.class);

    assertThat(type.fromJson(type.toJson(https))).isEqualTo(https);
    assertThat(https.describe()).isEqualTo("HTTPS 443");
  }
}
