package org.iasql.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.iasql.aws.ecs.CpuMemory;

/** Describes a {@link QuickstartStack}. Everything has a default: what the tutorial builds. */
public final class QuickstartStackBuilder {
  private String name = "quickstart";
  private int port = 8088;
  private CpuMemory cpuMemory = CpuMemory.VCPU2_8GB;
  private int desiredCount = 1;
  private String imageTag = "latest";
  private String healthCheckPath = "/health";
  private boolean internal;
  private Optional<String> logGroup = Optional.empty();
  private final Map<String, String> environment = new TreeMap<>();
  private boolean deleteImages;
  private final List<String> unreadable = new ArrayList<>();

  QuickstartStackBuilder() {}

  /**
   * Sets the project's name, {@code quickstart}. It is part of every resource's name, and tells
   * stacks apart: at most 18 lower-case letters, digits and single hyphens.
   */
  public QuickstartStackBuilder name(String name) {
    this.name = name;
    return this;
  }

  /** Sets the port of the load balancer and of the container, 8088. Another one interrupts. */
  public QuickstartStackBuilder port(int port) {
    this.port = port;
    return this;
  }

  /** Sets what a task has, two vCPU and 8 GB; all of the memory is reserved for the container. */
  public QuickstartStackBuilder cpuMemory(CpuMemory cpuMemory) {
    this.cpuMemory = cpuMemory;
    return this;
  }

  /** As {@link #cpuMemory(CpuMemory)}, from the table's text, such as {@code vCPU2-8GB}. */
  public QuickstartStackBuilder cpuMemory(String label) {
    Arrays.stream(CpuMemory.values())
        .filter(pair -> pair.label().equalsIgnoreCase(label))
        .findFirst()
        .ifPresentOrElse(this::cpuMemory, () -> unreadable.add(noPair(label)));
    return this;
  }

  /** Sets how many tasks to keep running, one. */
  public QuickstartStackBuilder desiredCount(int desiredCount) {
    this.desiredCount = desiredCount;
    return this;
  }

  /** Sets the tag of the image in the stack's repository, {@code latest}. */
  public QuickstartStackBuilder imageTag(String imageTag) {
    this.imageTag = imageTag;
    return this;
  }

  /** Sets the path that the load balancer asks for to see whether a task is healthy, {@code /health}. */
  public QuickstartStackBuilder healthCheckPath(String healthCheckPath) {
    this.healthCheckPath = healthCheckPath;
    return this;
  }

  /**
   * Sets whether the internet reaches the server, which is the default. Without it the load balancer
   * is internal, and the security group lets only the VPC in. A change replaces the load balancer,
   * under another DNS name, and interrupts. Tasks keep a public address either way: without one they
   * cannot pull their image in a default VPC.
   */
  public QuickstartStackBuilder publicAccess(boolean publicAccess) {
    this.internal = !publicAccess;
    return this;
  }

  /** Keeps the internet out: {@code publicAccess(false)}. */
  public QuickstartStackBuilder internal() {
    return publicAccess(false);
  }

  /**
   * Sets the log group that the container writes to; by default its output goes nowhere. One that
   * is missing is created. Taking the stack down, or naming another group, deletes it with all that
   * was logged, unless it was in the account before, or another container writes to it.
   */
  public QuickstartStackBuilder logGroup(String logGroup) {
    this.logGroup = Optional.of(logGroup);
    return this;
  }

  /** Adds an environment variable of the container. It is no place for secrets. */
  public QuickstartStackBuilder environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Adds environment variables of the container. They are no place for secrets. */
  public QuickstartStackBuilder environment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /**
   * Has {@link QuickstartStack#down(org.iasql.core.Iasql)} delete the repository's images. By default
   * a repository that holds images is not deleted, and {@code down} is refused.
   */
  public QuickstartStackBuilder deleteImages() {
    this.deleteImages = true;
    return this;
  }

  /**
   * Returns the stack. Nothing is done yet.
   *
   * @throws IllegalArgumentException naming every problem at once
   */
  public QuickstartStack build() {
    StackSettings settings = new StackSettings(
        name,
        port,
        cpuMemory,
        desiredCount,
        imageTag,
        healthCheckPath,
        internal,
        logGroup,
        environment,
        deleteImages);
    List<String> problems = new ArrayList<>(StackProblems.of(settings));
    problems.addAll(unreadable);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The stack cannot be built. " + String.join(" ", problems));
    }
    return new QuickstartStack(settings);
  }

  private static String noPair(String label) {
    String cpu = label.replaceFirst("-.*", "");
    String pairs = Arrays.stream(CpuMemory.values())
        .map(CpuMemory::label)
        .filter(pair -> pair.regionMatches(true, 0, cpu + "-", 0, cpu.length() + 1))
        .collect(Collectors.joining(", "));
    return "CPU and memory '%s' are no pair that Fargate has. %s"
        .formatted(
            label,
            pairs.isEmpty()
                ? "They are written as vCPU2-8GB, with 0.25, 0.5, 1, 2, 4, 8 or 16 vCPU."
                : "With that CPU there are: " + pairs + ".");
  }
}
