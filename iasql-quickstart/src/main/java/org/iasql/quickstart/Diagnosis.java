package org.iasql.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a stack is not healthy, in the words of ECS, the load balancer and the server. */
final class Diagnosis {
  private static final int MOST = 3;

  private Diagnosis() {}

  static String of(
      String stack,
      String what,
      ServiceTarget service,
      ServiceState state,
      Optional<String> answer) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Stack '%s' %s. Of service '%s', %s.".formatted(stack, what, service.service(), state));
    state.rolloutFailure().ifPresent(why -> lines.add("ECS's deployment failed: " + why));
    state.stopped().stream()
        .limit(MOST)
        .forEach(task -> lines.add("Task %s stopped: %s".formatted(task.id(), task.reason())));
    state.targets().stream()
        .filter(target -> !target.isHealthy())
        .limit(MOST)
        .forEach(target -> lines.add("The load balancer calls %s %s%s"
            .formatted(
                target.address(),
                target.state(),
                target.reason().isEmpty() ? "" : ": " + target.reason())));
    state.events().stream().limit(MOST).forEach(event -> lines.add("ECS says: " + event));
    answer.ifPresent(lines::add);
    lines.add(whatToDo(state, answer));
    return String.join("\n  ", lines);
  }

  private static String whatToDo(ServiceState state, Optional<String> answer) {
    Optional<String> reason =
        state.stopped().stream().findFirst().map(ServiceState.StoppedTask::reason);
    boolean running = state.running() >= state.desired();
    if (!running && reason.filter(text -> text.contains("CannotPull")).isPresent()) {
      return "Push the image that the service runs, with stack.image(), or mend what keeps ECS from pulling it.";
    }
    if (!running && reason.isPresent()) {
      return "Mend what stops the container, and deploy again; its output is in the log group, if the stack has one.";
    }
    if (running && state.healthy() < state.desired()) {
      return "Have the server answer the health check's path with 200 on the stack's port, on all addresses and not on localhost alone.";
    }
    if (answer.isPresent()) {
      return "The load balancer is satisfied: look at the way from here to its address, such as a proxy, DNS or a security group.";
    }
    return "Wait longer, or look at the service's events in ECS.";
  }
}
