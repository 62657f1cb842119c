package org.iasql.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class ServiceTest {
  private static final ResourceType<Service> TYPE = ResourceType.of(Service.class);
  private static final Service SERVICE = Service.builder()
      .name("web")
      .clusterId(Ref.row(1))
      .addSubnets("subnet-1", "subnet-2")
      .addSecurityGroups(Ref.row(2))
      .build();

  @Test
  void hasTheDatabasesDefaults() {
    assertThat(SERVICE.desiredCount()).isEqualTo(1);
    assertThat(SERVICE.assignPublicIp()).isEqualTo(AssignPublicIp.DISABLED);
    assertThat(SERVICE.forceNewDeployment()).isFalse();
  }

  @Test
  void ignoresTheOrderOfSubnets() {
    assertThat(SERVICE.withSubnets(List.of("subnet-2", "subnet-1"))).isEqualTo(SERVICE);
    assertThat(SERVICE.withSubnets(List.of("subnet-2"))).isNotEqualTo(SERVICE);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(TYPE.fromJson(TYPE.toJson(SERVICE))).isEqualTo(SERVICE);
    assertThat(TYPE.toJson(SERVICE).get("security_groups").toString()).isEqualTo("[2]");
  }
}
