package org.iasql.aws.elb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class LoadBalancerTest {
  private static final ResourceType<LoadBalancer> TYPE = ResourceType.of(LoadBalancer.class);

  private final LoadBalancer plain =
      LoadBalancer.builder().loadBalancerName("lb").vpcId(Ref.row(1)).build();

  @Test
  void writesOutWhatAwsTakesByDefault() {
    assertThat(plain.loadBalancerType()).hasValue(LoadBalancerType.APPLICATION);
    assertThat(plain.scheme()).hasValue(LoadBalancerScheme.INTERNET_FACING);
    assertThat(plain.ipAddressType()).hasValue(LoadBalancerIpAddressType.IPV4);
  }

  @Test
  void hasNoSchemeAsAGateway() {
    LoadBalancer gateway = LoadBalancer.builder()
        .loadBalancerName("gw")
        .loadBalancerType(LoadBalancerType.GATEWAY)
        .scheme(LoadBalancerScheme.INTERNAL)
        .build();

    assertThat(gateway.scheme()).isEmpty();
  }

  @Test
  void comparesSubnetsAndGroupsAsSets() {
    LoadBalancer one = plain
        .withSubnets(Set.of("subnet-1", "subnet-2"))
        .withSecurityGroups(Set.of(Ref.row(1), Ref.row(2)));
    LoadBalancer other = LoadBalancer.builder()
        .from(plain)
        .subnets(Set.of("subnet-2", "subnet-1"))
        .addSecurityGroups(Ref.row(2))
        .addSecurityGroups(Ref.row(1))
        .build();

    assertThat(TYPE.fromJson(TYPE.toJson(other))).isEqualTo(one);
    assertThat(plain.withSubnets(Set.of())).isEqualTo(plain);
  }

  @Test
  void takesOpenSubnetsFromAws() {
    LoadBalancer actual = plain
        .withSubnets(Set.of("subnet-1", "subnet-2"))
        .withAvailabilityZones(Set.of("us-east-2a", "us-east-2b"));

    assertThat(TYPE.withDefaultsFrom(plain, actual)).isEqualTo(actual);
    assertThat(TYPE.withDefaultsFrom(plain.withScheme(LoadBalancerScheme.INTERNAL), actual))
        .isNotEqualTo(actual);
  }
}
