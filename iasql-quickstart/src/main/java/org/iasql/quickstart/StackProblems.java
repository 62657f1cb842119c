package org.iasql.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is wrong with a stack's settings, each as a sentence. */
final class StackProblems {
  /** The default of ECS's quota of tasks in a service. */
  private static final int MOST_TASKS = 5000;

  private final List<String> found = new ArrayList<>();

  private StackProblems() {}

  static List<String> of(StackSettings settings) {
    StackProblems problems = new StackProblems();
    problems.name(settings.name());
    problems.refuseUnless(
        settings.port() >= 1 && settings.port() <= 65535,
        "Port %s does not exist: ports go from 1 to 65535.",
        settings.port());
    problems.refuseUnless(
        settings.desiredCount() >= 0 && settings.desiredCount() <= MOST_TASKS,
        "The desired count %s is no number of tasks: ECS takes 0 to %s.",
        settings.desiredCount(),
        MOST_TASKS);
    imageTag(settings.imageTag()).ifPresent(problems.found::add);
    problems.refuseUnless(
        settings.healthCheckPath().matches("/[!-~]{0,1023}"),
        "Health check path '%s' is not allowed: it starts with '/', and has at most 1024 printable"
            + " ASCII characters without a space.",
        settings.healthCheckPath());
    settings.logGroup().ifPresent(problems::logGroup);
    settings.environment().keySet().stream().sorted().forEach(problems::variable);
    return problems.found;
  }

  /** What is wrong with a tag, by the rules of all registries. */
  static Optional<String> imageTag(String tag) {
    return tag.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
        ? Optional.empty()
        : Optional.of(
            "Image tag '%s' is not allowed: a tag has 1 to 128 letters, digits, '_', '.' and '-', and starts with neither '.' nor '-'."
                .formatted(tag));
  }

  /** The name is part of a repository's, a security group's and a load balancer's. */
  private void name(String name) {
    if (name.isEmpty()) {
      found.add("The name is empty: a stack needs one, such as 'quickstart'.");
      return;
    }
    refuseUnless(
        name.matches("[a-z0-9-]*"),
        "Name '%s' has characters that are not allowed: only lower-case letters, digits and hyphens"
            + " are.",
        name);
    refuseUnless(
        !name.contains("--"), "Name '%s' has two hyphens in a row: single ones only.", name);
    refuseUnless(name.matches("(?s)\\p{L}.*"), "Name '%s' does not start with a letter.", name);
    refuseUnless(
        name.matches("(?s).*[\\p{L}\\p{N}]"),
        "Name '%s' does not end with a letter or digit.",
        name);
    refuseUnless(
        !name.startsWith("internal-"),
        "Name '%s' starts with 'internal-', which AWS keeps for load balancers of its own.",
        name);
    refuseUnless(
        !name.startsWith("sg-"),
        "Name '%s' starts with 'sg-', which AWS keeps for the ids of security groups.",
        name);
    int length = name.codePointCount(0, name.length());
    refuseUnless(
        length <= 18,
        "Name '%s' has %s characters: at most 18 are allowed, because a load balancer's name has 32"
            + " at most.",
        name,
        length);
  }

  private void logGroup(String name) {
    refuseUnless(
        name.matches("[A-Za-z0-9._/#-]{1,512}"),
        "Log group '%s' is not allowed: its name has 1 to 512 letters, digits, '.', '-', '_', '/'"
            + " and '#'.",
        name);
    refuseUnless(
        !name.startsWith("aws/"),
        "Log group '%s' is not allowed: AWS keeps names that start with 'aws/' for itself.",
        name);
  }

  private void variable(String name) {
    refuseUnless(
        name.matches("[A-Za-z_][A-Za-z0-9_.-]*"),
        "Environment variable '%s' is not allowed: a name has letters, digits, '_', '.' and '-', and"
            + " starts with a letter or '_'.",
        name);
  }

  private void refuseUnless(boolean fine, String problem, Object... arguments) {
    if (!fine) {
      found.add(problem.formatted(arguments));
    }
  }
}
