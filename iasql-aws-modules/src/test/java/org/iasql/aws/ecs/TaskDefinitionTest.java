package org.iasql.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.iasql.core.resource.Ref;
import org.iasql.core.resource.ResourceType;
import org.junit.jupiter.api.Test;

class TaskDefinitionTest {
  private static final ResourceType<TaskDefinition> TYPE = ResourceType.of(TaskDefinition.class);
  private static final ContainerDefinition CONTAINER = ContainerDefinition.builder()
      .name("app")
      .image("nginx")
      .tag("1.25")
      .containerPort(80)
      .build();

  @Test
  void takesATagOrDigestOutOfAnImagesText() {
    assertThat(image("nginx:1.25")).isEqualTo(CONTAINER);
    assertThat(image("localhost:5000/nginx").image()).contains("localhost:5000/nginx");
    assertThat(image("localhost:5000/nginx").tag()).isEmpty();
    assertThat(image("nginx@sha256:ab").digest()).contains("sha256:ab");
  }

  @Test
  void writesAnImagesNameAsItWas() {
    for (String text : List.of("nginx", "a/b:1", "r:5000/b@sha256:ab", "a:1@sha256:ab")) {
      ImageName name = ImageName.parse(text);
      assertThat(ImageName.text(name.image().orElseThrow(), name.tag(), name.digest()))
          .isEqualTo(text);
    }
  }

  @Test
  void takesDefaultsForTheSameAsTheirAbsence() {
    assertThat(CONTAINER.withHostPort(80).withProtocol(PortProtocol.TCP).withCpu(0))
        .isEqualTo(CONTAINER);
    assertThat(CONTAINER.withProtocol(PortProtocol.UDP)).isNotEqualTo(CONTAINER);
    assertThat(CONTAINER.withTaskDefinitionId(Ref.row(3))).isEqualTo(CONTAINER);
  }

  @Test
  void canonicalizesSeveralAttributesAtOnce() {
    ContainerDefinition written = ContainerDefinition.builder()
        .name("app")
        .image("nginx:1.25")
        .containerPort(80)
        .hostPort(80)
        .cpu(0)
        .build();

    assertThat(written).isEqualTo(CONTAINER);
  }

  @Test
  void ignoresTheOrderOfContainers() {
    ContainerDefinition other = CONTAINER.withName("sidecar");

    assertThat(definition(CONTAINER, other)).isEqualTo(definition(other, CONTAINER));
    assertThat(definition(CONTAINER)).isNotEqualTo(definition(other));
  }

  @Test
  void storesTheEnvironmentAsAJsonText() {
    TaskDefinition value = definition(CONTAINER.withEnvVariables(Map.of("B", "2", "A", "\"1\"")));
    ObjectNode row = TYPE.toJson(value);

    assertThat(row.get("containers").get(0).get("env_variables").textValue())
        .isEqualTo("{\"A\":\"\\\"1\\\"\",\"B\":\"2\"}");
    assertThat(TYPE.fromJson(row)).isEqualTo(value);
  }

  @Test
  void readsARowWithoutEnvironment() {
    TaskDefinition value = definition(CONTAINER);
    ObjectNode row = TYPE.toJson(value);

    assertThat(row.get("containers").get(0).get("env_variables").isNull()).isTrue();
    assertThat(row.get("cpu_memory").textValue()).isEqualTo("vCPU2-8GB");
    assertThat(TYPE.fromJson(row)).isEqualTo(value);
  }

  @Test
  void namesEveryPairThatFargateHas() {
    assertThat(Arrays.stream(CpuMemory.values()).map(CpuMemory::label))
        .hasSize(74)
        .contains("vCPU0.25-0.5GB", "vCPU2-8GB", "vCPU4-30GB", "vCPU8-16GB", "vCPU16-120GB");
    assertThat(CpuMemory.of(256, 512)).contains(CpuMemory.VCPU0_25_0_5GB);
    assertThat(CpuMemory.of(256, 4096)).isEmpty();
  }

  private static ContainerDefinition image(String text) {
    return ContainerDefinition.builder()
        .name("app")
        .image(text)
        .containerPort(80)
        .build();
  }

  private static TaskDefinition definition(ContainerDefinition... containers) {
    return TaskDefinition.builder()
        .family("app")
        .cpuMemory(CpuMemory.VCPU2_8GB)
        .addContainers(containers)
        .build();
  }
}
