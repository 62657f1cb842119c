package org.iasql.local.aws;

import java.util.List;

/**
 * A simulated service that keeps target groups filled, as ECS does with the tasks of a service. ELB
 * finds all owners of its region through {@link Account#services}.
 */
public interface TargetOwner {
  /** Returns what is registered in a target group now. Called under the account's lock. */
  List<AttachedTarget> targets(String targetGroupArn);
}
