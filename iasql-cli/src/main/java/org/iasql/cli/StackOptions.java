package org.iasql.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.iasql.quickstart.QuickstartStack;
import org.iasql.quickstart.QuickstartStackBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that describe the stack; each default is the builder's. */
final class StackOptions {
  private final QuickstartStackBuilder stack = QuickstartStack.builder();

  @Option(names = "--name", description = "The project's name: quickstart.")
  void name(String name) {
    stack.name(name);
  }

  @Option(names = "--port", description = "The port of load balancer and container: 8088.")
  void port(int port) {
    stack.port(port);
  }

  @Option(names = "--cpu-memory", paramLabel = "PAIR", description = "What a task has: vCPU2-8GB.")
  void cpuMemory(String pair) {
    stack.cpuMemory(pair);
  }

  @Option(names = "--desired-count", paramLabel = "N", description = "The number of tasks: 1.")
  void desiredCount(int count) {
    stack.desiredCount(count);
  }

  @Option(names = "--image-tag", paramLabel = "TAG", description = "The image's tag: latest.")
  void imageTag(String tag) {
    stack.imageTag(tag);
  }

  @Option(names = "--health-check-path", paramLabel = "PATH", description = "The path: /health.")
  void healthCheckPath(String path) {
    stack.healthCheckPath(path);
  }

  @Option(names = "--internal", description = "Keeps the internet out.")
  void internal(boolean internal) {
    stack.publicAccess(!internal);
  }

  @Option(
      names = "--log-group",
      paramLabel = "NAME",
      description = "Where the output goes: nowhere.")
  void logGroup(String name) {
    stack.logGroup(name);
  }

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "An environment variable of the container; can be repeated.")
  private @Nullable Map<String, String> environment;

  @Option(names = "--delete-images", description = "Deletes the repository's images at the end.")
  void deleteImages(boolean delete) {
    if (delete) {
      stack.deleteImages();
    }
  }

  QuickstartStack build() {
    if (environment != null) {
      stack.environment(new LinkedHashMap<>(environment));
    }
    return stack.build();
  }
}
