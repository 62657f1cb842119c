package org.iasql.quickstart;

import java.util.Map;
import java.util.Optional;
import org.iasql.aws.ecs.CpuMemory;

/** What a user chose for a stack, and the names that follow from it. */
record StackSettings(
    String name,
    int port,
    CpuMemory cpuMemory,
    int desiredCount,
    String imageTag,
    String healthCheckPath,
    boolean internal,
    Optional<String> logGroup,
    Map<String, String> environment,
    boolean deleteImages) {

  StackSettings {
    environment = Map.copyOf(environment);
  }

  String securityGroup() {
    return name + "-security-group";
  }

  String targetGroup() {
    return name + "-target";
  }

  String loadBalancer() {
    return name + "-load-balancer";
  }

  String repository() {
    return name + "-repository";
  }

  String cluster() {
    return name + "-cluster";
  }

  String taskFamily() {
    return name + "-td";
  }

  String container() {
    return name + "-container";
  }

  String service() {
    return name + "-service";
  }
}
