package org.iasql.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class VpcTest {
  @Test
  void survivesTheWayThroughARow() {
    ResourceType<Vpc> type = ResourceType.of(Vpc.class);
    Vpc vpc =
        Vpc.builder().vpcId("vpc-1").cidrBlock("10.0.0.0/16").isDefault(true).build();

    assertThat(type.toJson(vpc).path("is_default").booleanValue()).isTrue();
    assertThat(type.fromJson(type.toJson(vpc)).isDefault()).hasValue(true);
    assertThat(type.identity(vpc)).hasValue("vpc-1");
  }

  @Test
  void namesASubnetByItsIdOnceThereIsOne() {
    Subnet subnet = Subnet.builder()
        .availabilityZone("us-east-2a")
        .cidrBlock("10.0.0.0/24")
        .vpcId(Ref.row(1))
        .build();

    assertThat(subnet.describe()).isEqualTo("10.0.0.0/24");
    assertThat(subnet.withSubnetId("subnet-1").describe()).isEqualTo("subnet-1");
  }
}
