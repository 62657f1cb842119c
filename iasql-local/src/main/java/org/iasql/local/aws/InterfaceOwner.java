package org.iasql.local.aws;

import java.util.List;

/**
 * A simulated service whose resources hold network interfaces: load balancers, tasks, database
 * instances. EC2 finds all owners of its region through {@link Account#services}.
 */
public interface InterfaceOwner {
  /** Returns the interfaces that exist now. Called under the account's lock. */
  List<AttachedInterface> attachedInterfaces();
}
