package org.iasql.local.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;

/** What has been arranged around an account's resources: nothing that a call could set or show. */
public final class Conditions {
  private final Map<String, TaskFailure> failures = new ConcurrentHashMap<>();
  private final Map<String, TargetHealth> health = new ConcurrentHashMap<>();
  private volatile @Nullable ImageRegistry registry;

  Conditions() {}

  /** The registry that stands for ECR's. */
  public Optional<ImageRegistry> registry() {
    return Optional.ofNullable(registry);
  }

  void registry(ImageRegistry there) {
    registry = there;
  }

  /** Why the tasks of a service stop, if they do. */
  public Optional<TaskFailure> taskFailure(String service) {
    return Optional.ofNullable(failures.get(service));
  }

  void taskFailure(String service, Optional<TaskFailure> failure) {
    failure.ifPresentOrElse(why -> failures.put(service, why), () -> failures.remove(service));
  }

  /** The health of the targets in use of a target group, where it is another than healthy. */
  public Optional<TargetHealth> targetHealth(String targetGroup) {
    return Optional.ofNullable(health.get(targetGroup));
  }

  void targetHealth(String targetGroup, TargetHealth all) {
    health.put(targetGroup, all);
  }
}
