package org.iasql.core;

import java.util.Optional;

/**
 * One line of a plan, or of what was done. An apply changes the cloud, a sync the rows; both describe
 * themselves in this form, as do their previews.
 *
 * @param action what happens to it
 * @param tableName the table whose row stands for the resource, such as {@code security_group}
 * @param id the row's id; empty where the table has none, or the row is not in the database
 * @param description the resource as a person would name it: its name, else its AWS id or ARN
 */
public record Change(Action action, String tableName, Optional<Integer> id, String description) {

  /** Returns the change as a phrase: {@code create repository quickstart-repository}. */
  @Override
  public String toString() {
    return action + " " + tableName + " " + description;
  }
}
