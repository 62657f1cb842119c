package org.iasql.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.iasql.aws.ecs.CpuMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartStackBuilderTest {
  @Test
  void hasTheTutorialsDefaults() {
    assertThat(QuickstartStack.builder().build())
        .hasToString("QuickstartStack 'quickstart': port 8088, vCPU2-8GB, 1 x 'latest', public");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "shop", "a1", "shop-2", "abcdefghijklmnopqr", "internal", "sg"})
  void takesNamesThatKeepTheRules(String name) {
    assertThatCode(() -> QuickstartStack.builder().name(name).build()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
      ""                  | The name is empty
      Shop                | only lower-case letters, digits and hyphens
      shöp                | only lower-case letters, digits and hyphens
      "sh'; DROP TABLE x" | only lower-case letters, digits and hyphens
      my--shop            | two hyphens in a row
      1shop               | does not start with a letter
      -shop               | does not start with a letter
      shop-               | does not end with a letter or digit
      internal-shop       | starts with 'internal-'
      sg-shop             | starts with 'sg-'
      abcdefghijklmnopqrs | has 19 characters: at most 18
      """)
  void namesTheRuleThatANameBreaks(String name, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuickstartStack.builder().name(name).build())
        .withMessageStartingWith("The stack cannot be built. ")
        .withMessageContaining(rule)
        .satisfies(e -> assertThat(e.getMessage().split("ame '", -1)).hasSizeLessThanOrEqualTo(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536, 70000})
  void refusesPortsThatDoNotExist(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuickstartStack.builder().port(port).build())
        .withMessageContaining("Port %d does not exist: ports go from 1 to 65535.", port);
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuickstartStack.builder()
            .name("sg-My--Shop-of-too-many-letters-")
            .port(70000)
            .desiredCount(-1)
            .imageTag("-x")
            .healthCheckPath("health check")
            .logGroup("log group")
            .environment("1BAD", "")
            .environment("A=B", "")
            .cpuMemory("vCPU2-1GB")
            .build())
        .withMessageContainingAll(
            "only lower-case letters",
            "two hyphens in a row",
            "does not end with",
            "starts with 'sg-'",
            "at most 18",
            "Port 70000",
            "desired count -1",
            "Image tag '-x'",
            "Health check path 'health check'",
            "Log group 'log group'",
            "Environment variable '1BAD'",
            "Environment variable 'A=B'",
            "CPU and memory 'vCPU2-1GB' are no pair that Fargate has. With that CPU there are: vCPU2-4GB,");
  }

  @Test
  void readsCpuAndMemoryAsTheTableWritesThem() {
    assertThat(QuickstartStack.builder().cpuMemory("vCPU0.25-0.5GB").build())
        .hasToString(QuickstartStack.builder()
            .cpuMemory(CpuMemory.VCPU0_25_0_5GB)
            .build()
            .toString());
  }

  @Test
  void saysHowCpuAndMemoryAreWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuickstartStack.builder().cpuMemory("large").build())
        .withMessageContaining("They are written as vCPU2-8GB");
  }

  @Test
  void refusesLogGroupsOfAwsItself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuickstartStack.builder().logGroup("aws/mine").build())
        .withMessageContaining("AWS keeps names that start with 'aws/'");
  }
}
