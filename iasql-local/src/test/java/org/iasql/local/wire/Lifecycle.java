package org.iasql.local.wire;

import java.util.List;

/**
 * One resource type's life: how its rows come, change and go.
 *
 * @param table the resource's table
 * @param module the module to install
 * @param condition tells the resource's row from others
 * @param rows inserts it, and what it needs
 * @param updates each is applied on its own, and changes the resource
 * @param end deletes what was inserted
 */
record Lifecycle(
    String table,
    String module,
    String condition,
    List<String> rows,
    List<String> updates,
    List<String> end) {

  @Override
  public String toString() {
    return table;
  }
}
