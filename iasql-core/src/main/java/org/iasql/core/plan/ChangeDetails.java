package org.iasql.core.plan;

import java.util.List;
import java.util.Optional;
import org.iasql.core.Action;
import org.iasql.core.resource.JsonDocument;

/**
 * One change of a plan, with everything that can be said of it before it happens. A write-only column,
 * such as a password, shows {@code ***} wherever it stands.
 *
 * @param number its place in the plan, from 1
 * @param action what happens to the resource
 * @param tableName the table whose row stands for the resource
 * @param id the row's id; empty where the table has none, or there is no row
 * @param description the resource as a person would name it: its name, else its AWS id or ARN
 * @param before the row as AWS has it; empty for what is created
 * @param after the row as it is wished; empty for what is deleted
 * @param columns both, column by column
 * @param reason why the resource is replaced and whether that interrupts, or why it changes though no
 *     column of its own does
 * @param waitsFor the numbers of the changes that must have succeeded before this one starts
 * @param calls the changing AWS operations that it can need, such as {@code ecr:CreateRepository}: at
 *     most these, and not always all
 * @param unknown what only the apply can tell: columns that AWS fills, and ids of what other changes
 *     make
 */
public record ChangeDetails(
    int number,
    Action action,
    String tableName,
    Optional<Integer> id,
    String description,
    Optional<JsonDocument> before,
    Optional<JsonDocument> after,
    List<ColumnDetails> columns,
    Optional<String> reason,
    List<Integer> waitsFor,
    List<String> calls,
    List<String> unknown) {

  /** Copies the lists. */
  public ChangeDetails {
    columns = List.copyOf(columns);
    waitsFor = List.copyOf(waitsFor);
    calls = List.copyOf(calls);
    unknown = List.copyOf(unknown);
  }

  /** The same change among fewer: what is not shown is not waited for. */
  public ChangeDetails waitingFor(List<Integer> numbers) {
    return new ChangeDetails(
        number,
        action,
        tableName,
        id,
        description,
        before,
        after,
        columns,
        reason,
        numbers,
        calls,
        unknown);
  }

  /** Returns the change as a phrase: {@code 3: create repository quickstart-repository}. */
  @Override
  public String toString() {
    return number + ": " + action + " " + tableName + " " + description;
  }
}
